import Healing

/// Frames with the text that was just written of them, so that they need not be read again.
struct WrittenFrames {
  let frames: [StackFrame]
  let text: String

  init(_ frames: [StackFrame]) {
    self.frames = frames
    text = SampleText.text(of: frames)
  }
}
