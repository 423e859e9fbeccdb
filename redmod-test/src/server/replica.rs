//! Replicas: attached with the same modules and configuration, and in step when a test looks at them.

use super::Server;
use crate::Result;
use redis::{ProtocolVersion, RedisResult};
use std::path::{Path, PathBuf};

impl Server {
    /// Starts a replica of this server, with the same modules and configuration, and waits until it is in step.
    ///
    /// # Panics
    /// With its log if it does not start.
    #[track_caller]
    pub fn replica(&self) -> Server {
        self.try_replica().unwrap_or_else(|e| panic!("{e}"))
    }

    /// Starts a replica on another server or with another configuration, and waits until it is in step.
    #[track_caller]
    pub fn replica_with(&self, builder: crate::Builder) -> Server {
        let mut replica = builder.start();
        let port = self.port();
        replica
            .run::<()>(&format!("REPLICAOF 127.0.0.1 {port}"))
            .unwrap_or_else(|e| panic!("REPLICAOF: {e}"));
        replica.primary = Some(self.socket());
        replica.wait_synced();
        replica
    }

    fn try_replica(&self) -> Result<Server> {
        let mut plan = self.plan.clone();
        plan.config
            .push(format!("replicaof 127.0.0.1 {}", self.port()));
        let mut replica = Server::launch(plan)?;
        replica.primary = Some(self.socket());
        replica.wait_synced();
        Ok(replica)
    }

    /// Waits until this replica has all that its primary has written until now.
    ///
    /// # Panics
    /// If it is no replica, or is not in step after a minute.
    #[track_caller]
    pub fn wait_synced(&self) {
        let primary: &PathBuf = self.primary.as_ref().expect("the server is a replica");
        let offset = |socket: &Path, field: &str| {
            field_of(socket, field).and_then(|value| value.parse::<u64>().ok())
        };
        let goal = offset(primary, "master_repl_offset");
        self.wait_until("the replica to be in step with its primary", || {
            field_of(&self.socket(), "master_link_status").as_deref() == Some("up")
                && offset(&self.socket(), "slave_repl_offset")
                    >= goal.or_else(|| offset(primary, "master_repl_offset"))
        });
    }
}

/// A field of `INFO replication`; none while the server cannot answer.
fn field_of(socket: &Path, field: &str) -> Option<String> {
    let info: RedisResult<String> = super::connect(socket, ProtocolVersion::RESP2)
        .and_then(|mut client| redis::cmd("INFO").arg("replication").query(&mut client));
    let info = info.ok()?;
    let value = info
        .lines()
        .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    Some(value.trim().into())
}
