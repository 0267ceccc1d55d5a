//! Holds a session's next message back until the result of its last one is
//! settled.

use tokio::sync::oneshot::{Receiver, Sender, channel};

/// Open when there is nothing to wait for.
#[derive(Debug, Default)]
pub struct Gate(Option<Receiver<()>>);

/// Opens a gate; dropped without opening it, the gate stays shut for good.
#[derive(Debug)]
pub struct Opener(Sender<()>);

impl Gate {
    pub fn shut() -> (Self, Opener) {
        let (opener, gate) = channel();
        (Self(Some(gate)), Opener(opener))
    }

    /// Waits until the gate is open; `false` when it never will be.
    pub async fn pass(&mut self) -> bool {
        let Some(gate) = &mut self.0 else { return true };
        let open = gate.await.is_ok();
        if open {
            self.0 = None;
        }
        open
    }
}

impl Opener {
    pub fn open(self) {
        // Nobody may be waiting: the session has nothing more to do.
        let _ = self.0.send(());
    }
}
