//! Holds a session's next message back until the result of its last one is
//! settled, and while there is no leave to hand messages over.

use tokio::sync::oneshot::{Receiver, Sender, channel};

use super::stop::StopSignal;

#[derive(Debug)]
pub struct Gate {
    /// Nothing to wait for when there is none.
    settled: Option<Receiver<()>>,
    stop: StopSignal,
}

/// Opens a gate; dropped without opening it, the gate stays shut for good.
#[derive(Debug)]
pub struct Opener(Sender<()>);

impl Gate {
    pub fn open(stop: &StopSignal) -> Self {
        Self { settled: None, stop: stop.clone() }
    }

    pub fn shut(&mut self) -> Opener {
        let (opener, settled) = channel();
        self.settled = Some(settled);
        Opener(opener)
    }

    /// Waits until the gate is open; `false` when it never will be.
    pub async fn pass(&mut self) -> bool {
        if let Some(settled) = &mut self.settled {
            if settled.await.is_err() {
                return false;
            }
            self.settled = None;
        }
        self.stop.may_hand_over().await
    }
}

impl Opener {
    pub fn open(self) {
        // Nobody may be waiting: the session has nothing more to do.
        let _ = self.0.send(());
    }
}
