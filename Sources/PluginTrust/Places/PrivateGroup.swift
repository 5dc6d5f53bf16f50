import CSystemCalls
import Glibc

/// Where each user has a group of his own, his files may be written by that group, and by nobody else for that.
enum PrivateGroup {
  /// Whether only root or the running user is in this group, by its name, its members and no access list of the file.
  static func isPrivate(_ group: gid_t, _ path: String) -> Bool {
    if sc_has_access_list(path) { return false }
    guard let entry = entry(of: group) else { return false }
    return [0, geteuid()].contains { user in
      guard let account = account(of: user) else { return false }
      return account.group == group && account.name == entry.name && entry.members.allSatisfy { $0 == account.name }
    }
  }

  /// As people call it, else its number.
  static func name(_ group: gid_t) -> String { entry(of: group)?.name ?? "\(group)" }

  /// As people call him, else his number.
  static func user(_ user: uid_t) -> String { account(of: user)?.name ?? "\(user)" }

  private static func account(of user: uid_t) -> (name: String, group: gid_t)? {
    var found = passwd()
    var result: UnsafeMutablePointer<passwd>?
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 16) { room in
      guard let buffer = room.baseAddress, getpwuid_r(user, &found, buffer, room.count, &result) == 0, result != nil
      else { return nil }
      return (String(cString: found.pw_name), found.pw_gid)
    }
  }

  private static func entry(of group: gid_t) -> (name: String, members: [String])? {
    var found = Glibc.group()
    var result: UnsafeMutablePointer<Glibc.group>?
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 16) { room in
      guard let buffer = room.baseAddress, getgrgid_r(group, &found, buffer, room.count, &result) == 0, result != nil
      else { return nil }
      var members: [String] = []
      var member = found.gr_mem
      while let text = member?.pointee {
        members.append(String(cString: text))
        member = member?.advanced(by: 1)
      }
      return (String(cString: found.gr_name), members)
    }
  }
}
