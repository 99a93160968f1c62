//! What the editor has sent, in its order.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lsp_server::{Connection, Message};

/// What the editor has sent. Whether something waits cannot be asked of the channel itself: the one of standard input holds
/// nothing, and hands each message over only to who takes it.
pub(super) struct Inbox<'c> {
    connection: &'c Connection,
    waiting: Mutex<VecDeque<Message>>,
}

/// What came of waiting.
pub(super) enum Next {
    Message(Message),
    /// Nothing came for so long.
    Quiet,
    /// Nothing will come any more.
    Gone,
}

impl<'c> Inbox<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection, waiting: Mutex::default() }
    }

    /// Whether there is a message that nobody has looked at.
    pub(super) fn is_waiting(&self) -> bool {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.is_empty() {
            waiting.extend(self.connection.receiver.try_recv().ok());
        }
        !waiting.is_empty()
    }

    /// The next message; at most for so long, if that is bounded.
    pub(super) fn next(&self, most: Option<Duration>) -> Next {
        if let Some(message) = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front() {
            return Next::Message(message);
        }
        let Some(most) = most else { return self.connection.receiver.recv().map_or(Next::Gone, Next::Message) };
        match self.connection.receiver.recv_timeout(most) {
            Ok(message) => Next::Message(message),
            Err(error) if error.is_timeout() => Next::Quiet,
            Err(_) => Next::Gone,
        }
    }
}
