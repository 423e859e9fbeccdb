//! Servers that share the slots of one keyspace: each a primary with its part, all known to each other.

use crate::{Builder, Result, Server};
use redis::{FromRedisValue, RedisResult};

/// How many slots there are in any cluster.
const SLOTS: usize = 16384;

/// A cluster of primaries on 127.0.0.1, started by [`Builder::start_cluster`].
pub struct Cluster {
    nodes: Vec<Server>,
}

impl Builder {
    /// Starts this many servers as a cluster, the slots divided evenly among them, and waits until all agree.
    ///
    /// ```no_run
    /// use redmod_test::Server;
    ///
    /// let cluster = Server::builder().start_cluster(3);
    /// // Asked of any node, and of the one that has the key when that says `MOVED`.
    /// cluster.run::<()>("SET key value").unwrap();
    /// assert_eq!(cluster.owner("key").run::<String>("GET key").unwrap(), "value");
    /// ```
    ///
    /// # Panics
    /// With its log if one does not start.
    #[track_caller]
    pub fn start_cluster(self, nodes: usize) -> Cluster {
        Cluster::form(self.cluster_node(), nodes).unwrap_or_else(|e| panic!("{e}"))
    }
}

impl Cluster {
    #[track_caller]
    fn form(node: Builder, count: usize) -> Result<Cluster> {
        let nodes = (0..count).map(|_| node.clone().try_start());
        let nodes: Vec<Server> = nodes.collect::<Result<_>>()?;
        for (i, node) in nodes.iter().enumerate() {
            let slots = i * SLOTS / count..(i + 1) * SLOTS / count;
            let slots: Vec<String> = slots.map(|slot| slot.to_string()).collect();
            order(node, &format!("ADDSLOTS {}", slots.join(" ")));
            // Each its own, so that no two have to settle which is the later one.
            order(node, &format!("SET-CONFIG-EPOCH {}", i + 1));
            order(&nodes[0], &format!("MEET 127.0.0.1 {}", node.port()));
        }
        let known = format!("cluster_known_nodes:{count}\r\n");
        for node in &nodes {
            node.wait_until("all nodes to agree", || {
                let info: String = node.run("CLUSTER INFO").unwrap_or_default();
                info.contains("cluster_state:ok") && info.contains(&known)
            });
        }
        Ok(Cluster { nodes })
    }

    /// The servers, in the order of their slots.
    pub fn nodes(&self) -> &[Server] {
        &self.nodes
    }

    /// The slot of a key (`CLUSTER KEYSLOT`).
    #[track_caller]
    pub fn slot(&self, key: &str) -> u16 {
        self.nodes[0]
            .run(&format!("CLUSTER KEYSLOT \"{key}\""))
            .unwrap_or_else(|e| panic!("CLUSTER KEYSLOT: {e}"))
    }

    /// The server whose slots the key belongs to, as the slots were divided at first.
    #[track_caller]
    pub fn owner(&self, key: &str) -> &Server {
        let (slot, count) = (usize::from(self.slot(key)), self.nodes.len());
        let owner = (0..count).find(|i| slot < (i + 1) * SLOTS / count);
        &self.nodes[owner.expect("a slot is below the last bound")]
    }

    /// Runs one command as [`Server::run`] does: on the first node, and then where that says (`MOVED`).
    pub fn run<T: FromRedisValue>(&self, line: &str) -> RedisResult<T> {
        let reply = self.nodes[0].run(line);
        let place = reply.as_ref().err().and_then(|error| error.redirect_node());
        let port = place.and_then(|(place, _)| place.rsplit(':').next()?.parse().ok());
        match self.nodes.iter().find(|node| Some(node.port()) == port) {
            Some(owner) => owner.run(line),
            None => reply,
        }
    }
}

#[track_caller]
fn order(node: &Server, line: &str) {
    node.run::<()>(&format!("CLUSTER {line}"))
        .unwrap_or_else(|e| panic!("CLUSTER {line}: {e}"));
}
