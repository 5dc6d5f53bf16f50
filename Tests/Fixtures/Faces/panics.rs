//! Fails or panics for each class of incident.
use homeostasis::{Call, Descriptor, Failure, Row, Stage};

pub struct Panicker;

impl Stage for Panicker {
    const DESCRIPTOR: Descriptor = Descriptor::new("org.example.panicker", "1.0.0", "panics");
    fn create(_settings: &str) -> Result<Self, Failure> {
        Ok(Panicker)
    }
    fn work(&mut self, _call: &mut Call, row: Row) -> Result<(), Failure> {
        match row.text("type").unwrap_or_default().as_str() {
            "failure" => Err(Failure::new(homeostasis::UNSUPPORTED, "panicker.no", "it cannot")),
            word => panic!("out of ideas about {}", word),
        }
    }
}

homeostasis::export!(analyzer, Panicker);
