public import Healing

/// Everything durable, behind one protocol.
///
/// Every method that writes is one transaction: all of it is stored when it returns and nothing when it throws, also
/// across `kill -9` and a loss of power. Who reads sees whole transactions only. Strings, hashes and JSON of services
/// are data here and never part of a statement.
public protocol IncidentStore: Sendable {
  // MARK: Intake

  /// Where `monitor` stopped in each of its streams.
  func cursors(of monitor: String) async throws(StoreFailure) -> [Cursor]

  /// Counts events into incidents, keeps what the watch needs of them, and moves the cursor behind them.
  ///
  /// An event whose id was seen before counts once: ids are remembered for seven days and for the last million
  /// events. An event without an id always counts. Of each incident the first three and the last seven events are
  /// kept. A new incident gets a course in state ``CourseRecord/new``.
  /// - Returns: the incidents that got events, each once, in the order of their first event.
  /// - Throws: `invalid` when an event names no service or fingerprint, or the cursor is above 64 KiB.
  func ingest(
    _ events: [ClassifiedEvent], _ sightings: Sightings, cursor: Cursor?
  ) async throws(StoreFailure) -> [Incident]

  /// What the watch needs of the time since `oldest`, as far as it is kept, and all kinds of error that are known.
  func sightings(since oldest: Timestamp) async throws(StoreFailure) -> Sightings

  // MARK: Course

  /// Makes one step of a course: state, records, negative memory, lessons, counted acts, outcome, quarantine and one
  /// audit entry.
  ///
  /// A record whose id is stored already is left as it is when it is the same, and refused otherwise; rows of a
  /// rollout are the same when they name the same step of the same rollout.
  /// - Returns: the course with its new revision.
  /// - Throws: `conflict` when the course moved on since it was read; `missing` without such an incident.
  func transition(_ transition: Transition) async throws(StoreFailure) -> CourseRecord

  /// Where an incident stands.
  /// - Throws: `missing` without such an incident.
  func course(of incident: String) async throws(StoreFailure) -> CourseRecord

  /// Courses that have something left to do, oldest first: those that are not finished, and those that are finished
  /// but got events afterwards.
  func unfinished() async throws(StoreFailure) -> [CourseRecord]

  /// Stores a row of a rollout's journal and returns once it is on disk. Blocks; may be called from any thread that
  /// may block. A row without an id gets one; the same step of the same rollout is stored once.
  /// - Returns: the row as it is stored.
  func journal(_ rollout: Rollout, incident: String, attempt: Int) throws(StoreFailure) -> Rollout

  /// The last row of the journal of the incident's last rollout; nil where nothing was rolled out.
  func lastRollout(of incident: String) async throws(StoreFailure) -> Rollout?

  // MARK: Memory

  /// What became of a patch on this very code, or nil: it was not tried.
  func fate(of key: PatchKey) async throws(StoreFailure) -> PatchFate?

  /// The success of templates with exceptions of `exceptionType`, or with all; what is one `halfLife` old counts half.
  func templateCounts(
    of exceptionType: String?, halfLife: Duration
  ) async throws(StoreFailure) -> [TemplateCount]

  /// When an act was counted since a time, oldest first: of one service, of one incident, or with nil of all.
  func times(
    of act: CountedAct, service: String?, incident: String?, since: Timestamp
  ) async throws(StoreFailure) -> [Timestamp]

  /// The quarantines that have not ended, of one service or of all.
  func quarantines(service: String?) async throws(StoreFailure) -> [Quarantine]

  /// How attempts ended since a time, oldest first, for one incident or for all. An attempt may end more than once:
  /// proposed, and healed after a person put the patch into service.
  func outcomes(of incident: String?, since: Timestamp) async throws(StoreFailure) -> [StoredOutcome]

  // MARK: Questions

  /// The incidents that were seen last.
  func incidents(_ filter: ListFilter) async throws(StoreFailure) -> [IncidentOverview]

  /// The incident whose id begins with `prefix`.
  /// - Throws: `missing`, or `ambiguous` with the ids that fit.
  func incident(_ prefix: String) async throws(StoreFailure) -> IncidentOverview

  /// The events of an incident that were kept, oldest first.
  func samples(of incident: String) async throws(StoreFailure) -> [ClassifiedEvent]

  /// The records of an incident in the order in which they were stored, of one schema or of all.
  func records(
    of incident: String, schema: StoredRecord.Schema?
  ) async throws(StoreFailure) -> [StoredRecord]

  /// Everything about the incident that has an id, or a record whose id, that begins with `prefix`.
  /// - Throws: `missing`, or `ambiguous` with the ids that fit.
  func explain(_ prefix: String) async throws(StoreFailure) -> Explanation

  /// The patches that were proposed last.
  func patches(_ filter: ListFilter) async throws(StoreFailure) -> [PatchOverview]

  /// The patch whose id begins with `prefix`.
  /// - Throws: `missing`, or `ambiguous` with the ids that fit.
  func patch(_ prefix: String) async throws(StoreFailure) -> PatchOverview

  // MARK: Audit

  /// Adds an entry to the audit that belongs to no transition: hold, resume, approval.
  func note(_ note: AuditNote, service: String, incident: String) async throws(StoreFailure)

  /// Checks every entry of the audit, the records that were stored with it, and the copy of its head.
  /// - Throws: `tampered` when the copy is not readable as one.
  func verifyAudit() async throws(StoreFailure) -> AuditReport

  /// Ends the use: every later call throws `unavailable`.
  func close() async
}
