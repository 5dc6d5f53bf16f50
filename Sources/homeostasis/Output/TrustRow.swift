import PluginTrust

/// Whether a plugin is trusted, for programs.
struct TrustRow: Encodable {
  let state: String
  let sha256: String?
  let pin: PluginLock.Pin?
  let signedBy: String?
  let key: PublicKey?
  let refusal: TrustFailure?

  init(_ standing: TrustStanding) {
    state = standing.words
    sha256 = standing.sha256
    pin = standing.pin
    signedBy = standing.signer?.name
    refusal = standing.refusal
    switch standing.signature {
    case .trusted(_, _, let key), .unknown(_, let key), .revoked(let key): self.key = key
    case .none, .broken: key = nil
    }
  }
}
