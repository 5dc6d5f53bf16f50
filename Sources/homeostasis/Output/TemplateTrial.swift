/// What a trial of templates showed.
struct TemplateTrial: Encodable {
  let tried: Int
  let broken: [BrokenTemplate]
}
