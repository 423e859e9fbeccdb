//! Decides how a module publishes messages.

use redmod_sys::{Symbol, api};

use super::AnyContext;
use crate::key::Name;
use crate::{Error, Result};

impl AnyContext {
    /// Sends a message to the subscribers of a channel, in a cluster on every node; how many of this
    /// server's clients got it (`RM_PublishMessage`).
    #[doc(alias = "RM_PublishMessage")]
    pub fn publish(&self, channel: &(impl Name + ?Sized), message: &(impl Name + ?Sized)) -> usize {
        let receivers = channel.with(|channel| {
            // SAFETY: the context and the strings are live; the server copies the message, or
            // refers to the string by a count of its own. No key is touched.
            message.with(|message| unsafe {
                (api().PublishMessage)(self.as_ptr(), channel.as_ptr(), message.as_ptr())
            })
        });
        receivers.try_into().unwrap_or(0)
    }

    /// Sends a message to the subscribers of a shard's channel (`SSUBSCRIBE`), in a cluster on the
    /// shard's nodes; how many of this server's clients got it (`RM_PublishMessageShard`).
    ///
    /// # Errors
    /// On servers without it, before Redis 7.0.
    #[doc(alias = "RM_PublishMessageShard")]
    pub fn publish_to_shard(
        &self,
        channel: &(impl Name + ?Sized),
        message: &(impl Name + ?Sized),
    ) -> Result<usize> {
        // SAFETY: the table is loaded.
        let publish = unsafe { api().PublishMessageShard }
            .ok_or_else(|| Error::lacks(Symbol::PublishMessageShard))?;
        let receivers = channel.with(|channel| {
            // SAFETY: as for `publish`.
            message.with(|message| unsafe {
                publish(self.as_ptr(), channel.as_ptr(), message.as_ptr())
            })
        });
        Ok(receivers.try_into().unwrap_or(0))
    }
}
