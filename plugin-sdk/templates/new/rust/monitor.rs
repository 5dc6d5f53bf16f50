//! NAME: a monitor that tells once that it watches. Write what it shall do instead.
use homeostasis::{Call, Descriptor, Failure, Record, Stage};

pub struct TYPE { told: bool }

impl Stage for TYPE {
    const DESCRIPTOR: Descriptor = Descriptor::new("org.example.NAME", "0.1.0", "tells once that it watches");

    /// `_settings` is JSON that has passed the schema.
    fn create(_settings: &str) -> Result<Self, Failure> {
        Ok(TYPE { told: false })
    }

    fn poll(&mut self, call: &mut Call) -> Result<(), Failure> {
        if !self.told {
            // The id comes from the place that was read: a repeat is dropped as a twin.
            call.emit(
                Record::new("homeostasis.event/1", "")
                    .id("NAME:1")
                    .text("service", "unknown")
                    .text("source", "NAME")
                    .text("signal", "log")
                    .integer("severity", 9)
                    .text("message", "NAME watches")
                    .cursor("NAME", "1"),
            )?;
            self.told = true;
        }
        while !call.stopped() {
            std::thread::sleep(std::time::Duration::from_millis(20)); // wait for data here
        }
        Ok(())
    }
}

homeostasis::export!(monitor, TYPE);
