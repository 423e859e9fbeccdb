//! Decides by which names events, subevents and classes of notifications are known.

/// An event of the server.
pub(super) struct Event {
    /// The server's name for it, which is also that of its marker in redmod.
    pub(super) name: &'static str,
    /// The enum of its subevents, and these.
    pub(super) subevents: Option<(&'static str, &'static [&'static str])>,
}

/// The event with this name, or one by which another server knows it.
pub(super) fn event(name: &str) -> Option<&'static Event> {
    let name = alias(EVENT_ALIASES, name);
    EVENTS.iter().find(|event| event.name == name)
}

/// All names of events.
pub(super) fn events() -> Vec<&'static str> {
    let aliases = EVENT_ALIASES.iter().map(|(alias, _)| *alias);
    EVENTS
        .iter()
        .map(|event| event.name)
        .chain(aliases)
        .collect()
}

impl Event {
    /// The subevent with this name, and the enum that it is of; else the names that there are.
    pub(super) fn subevent(
        &self,
        name: &str,
    ) -> Result<(&'static str, &'static str), &'static [&'static str]> {
        let (kind, known) = self.subevents.unwrap_or(("", &[]));
        let name = alias(SUBEVENT_ALIASES, name);
        let found = known.iter().find(|known| **known == name);
        found.map(|subevent| (kind, *subevent)).ok_or(known)
    }
}

const EVENT_ALIASES: &[(&str, &str)] = &[("MasterLinkChange", "PrimaryLinkChange")];
const SUBEVENT_ALIASES: &[(&str, &str)] = &[("NowMaster", "NowPrimary")];

fn alias<'n>(aliases: &[(&'static str, &'static str)], name: &'n str) -> &'n str {
    let known = aliases.iter().find(|(alias, _)| *alias == name);
    known.map_or(name, |(_, name)| name)
}

const fn bare(name: &'static str) -> Event {
    Event {
        name,
        subevents: None,
    }
}

const fn with(name: &'static str, kind: &'static str, subevents: &'static [&'static str]) -> Event {
    Event {
        name,
        subevents: Some((kind, subevents)),
    }
}

const EVENTS: &[Event] = &[
    with(
        "ReplicationRoleChanged",
        "Role",
        &["NowPrimary", "NowReplica"],
    ),
    with(
        "Persistence",
        "Persistence",
        &[
            "RdbStart",
            "AofStart",
            "SyncRdbStart",
            "SyncAofStart",
            "Ended",
            "Failed",
        ],
    ),
    with("FlushDB", "FlushPhase", &["Start", "End"]),
    with(
        "Loading",
        "Loading",
        &["RdbStart", "AofStart", "ReplStart", "Ended", "Failed"],
    ),
    with("ClientChange", "Connection", &["Connected", "Disconnected"]),
    bare("Shutdown"),
    with("ReplicaChange", "ReplicaChange", &["Online", "Offline"]),
    with("PrimaryLinkChange", "PrimaryLinkChange", &["Up", "Down"]),
    bare("CronLoop"),
    with("ModuleChange", "ModuleState", &["Loaded", "Unloaded"]),
    with("LoadingProgress", "LoadingSource", &["Rdb", "Aof"]),
    bare("SwapDB"),
    with(
        "ReplBackup",
        "ReplBackup",
        &["Create", "Restore", "Discard"],
    ),
    with("ForkChild", "ForkChild", &["Born", "Died"]),
    with(
        "ReplAsyncLoad",
        "ReplAsyncLoad",
        &["Started", "Aborted", "Completed"],
    ),
    with("EventLoop", "EventLoop", &["BeforeSleep", "AfterSleep"]),
    bare("Config"),
    with(
        "Key",
        "Loss",
        &["Deleted", "Expired", "Evicted", "Overwritten"],
    ),
    bare("AuthenticationAttempt"),
    with(
        "AtomicSlotMigration",
        "SlotMigration",
        &[
            "ImportStarted",
            "ExportStarted",
            "ImportAborted",
            "ExportAborted",
            "ImportCompleted",
            "ExportCompleted",
        ],
    ),
    bare("CommandResultSuccess"),
    bare("CommandResultFailure"),
    bare("CommandResultRejected"),
    with(
        "CommandResultACLRejected",
        "AclReason",
        &["Auth", "Command", "Key", "Channel", "Database"],
    ),
];

/// The classes of notifications: the word, and the variant of redmod's `Class`. The first ten are `all`.
pub(super) const CLASSES: &[(&str, &str)] = &[
    ("generic", "Generic"),
    ("string", "String"),
    ("list", "List"),
    ("set", "Set"),
    ("hash", "Hash"),
    ("zset", "ZSet"),
    ("expired", "Expired"),
    ("evicted", "Evicted"),
    ("stream", "Stream"),
    ("module", "Module"),
    ("key-miss", "KeyMiss"),
    ("loaded", "Loaded"),
    ("new", "New"),
];

/// How many of the classes are `all`, as `A` is in `notify-keyspace-events`.
pub(super) const IN_ALL: usize = 10;
