import Foundation
import Testing

/// The record of what was done, retention and backups, as a person meets them.
struct AuditCommandTests {
    private let work: Folder
    private let diary: String

    init() throws {
        work = try Folder()
        diary = work.path("team.diary")
        _ = try Program.run(["sample", work.path("team"), "--nominals", "12"])
        #expect(try Program.run(["import", work.path("team"), "--diary", diary]).status == 0)
    }

    private func run(_ arguments: String..., clock: String = "2026-11-27T09:00") throws -> Program.Outcome {
        try Program.run(arguments + ["--diary", diary], clock: clock)
    }

    /// What somebody with a shell could do to the file.
    private func tamper(_ sql: String) throws {
        let script = "import sqlite3,sys; db=sqlite3.connect(sys.argv[1]); db.executescript(sys.argv[2]); db.close()"
        let outcome = try Program.python("-c", script, diary, sql)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `what was done is listed by whom it is about, by kind, day and words, and looking is listed too`() throws
    {
        _ = try run("subject-access", "n003", "--output", work.path("access"), "--formats", "html")
        let about = try run("audit", "list", "--nominal", "n003", "--act", "disclosure")
        #expect(about.status == 0, "\(about.errors)")
        let lines = about.output.split(separator: "\n")
        #expect(lines.count == 1 && about.output.contains("wrote out everything held about n003"))
        let looks = try run("audit", "list", "--text", "ENTRIES about", "--from", "2026-11-27", "--until", "2026-11-27")
        #expect(looks.output.contains("looked at 1 of the history's entries about n003, of disclosure"))
        #expect(try run("audit", "list", "--until", "2026-11-26").output.trimmingCharacters(in: .newlines).isEmpty)
        let table = try run("audit", "list", "--csv", "--limit", "1").output
        #expect(table.hasPrefix("OFFICIAL-SENSITIVE\r\nentry,at,actor,agency,act,route,nominals,detail,erased_by\r\n"))
        #expect(try run("audit", "list", "--nominal", "n999").status == 65)
    }

    @Test func `a record that somebody has changed is found out, with status 65`() throws {
        let first = try run("audit", "verify")
        #expect(first.status == 0 && first.output.contains("All are as they were written."), "\(first.errors)")
        let head = try #require(first.output.firstMatch(of: /head ([0-9a-f]{64})/)).output.1
        _ = try run("history")
        #expect(try run("audit", "verify", "--expect", String(head)).status == 0)
        let last = try #require(try run("history", "--last", "1").output.split(separator: " ").first)
        // The end cut off with care shows only beside the head that was kept.
        try tamper(
            "DROP TRIGGER history_is_never_deleted; DROP TRIGGER history_nominal_is_never_deleted; "
                + "DELETE FROM history WHERE entry >= 2; UPDATE sqlite_sequence SET seq = 1 WHERE name = 'history'")
        #expect(Int(last) ?? 0 > 2)
        #expect(try run("audit", "verify").status == 0)
        try tamper("DELETE FROM history WHERE entry >= 1; UPDATE sqlite_sequence SET seq = 0 WHERE name = 'history'")
        let cut = try run("audit", "verify", "--expect", String(head))
        #expect(cut.status == 65 && cut.errors.contains("no entry has the seal that was expected"), "\(cut.errors)")
        try tamper("DROP TRIGGER history_is_never_altered; UPDATE history SET actor = 'x' WHERE entry = 1")
        let changed = try run("audit", "verify")
        #expect(
            changed.status == 65 && changed.errors.contains("entry 1 does not say what it said"), "\(changed.errors)")
    }

    @Test func `somebody is erased once their time is over, and no byte of the file has them`() throws {
        #expect(try run("retention", "list").output == "no case is closed\n")
        let early = try run("retention", "erase", "n003", "--reason", "over")
        #expect(early.status == 65 && early.errors.contains("still on the cohort"), "\(early.errors)")
        try tamper("UPDATE nominal SET current = 0, left_on = '2026-11-27' WHERE nominal = 'n003'")
        let later = "2036-01-07T09:00"
        #expect(try run("retention", "list", clock: later).output.contains("n003  closed 2026-11-27"))
        #expect(try run("retention", "erase", "n003", "--reason", "over", clock: "2030-01-07T09:00").status == 65)
        let before = try Data(contentsOf: URL(fileURLWithPath: diary))
        let erased = try run("retention", "erase", "n003", "--reason", "n003 is over", clock: later)
        #expect(erased.status == 0 && erased.errors.isEmpty, "\(erased.errors)")
        let name = try #require(
            try String(contentsOf: work.url("team/nominals.csv"), encoding: .utf8)
                .firstMatch(of: /(?m)^n003,([^,]+),([^,]+),/))
        // The names stand side by side in a row.
        for trace in ["n003", "\(name.output.1)\(name.output.2)"] {
            #expect(before.range(of: Data(trace.utf8)) != nil)
            for ending in ["", "-wal", "-shm", "-journal"] where work.exists("team.diary" + ending) {
                let bytes = try Data(contentsOf: work.url("team.diary" + ending))
                #expect(bytes.range(of: Data(trace.utf8)) == nil, "\(trace) in \(ending)")
            }
        }
        #expect(try run("audit", "verify", clock: later).status == 0)
        #expect(try run("history", clock: later).output.contains("erased nominal is over"))
        #expect(try run("retention", "overwrite").status == 0)
    }

    @Test func `a backup is made, never over a file, and restored, with what was there kept beside`() throws {
        let backup = work.path("backup.diary")
        let made = try run("backup", "--output", backup)
        #expect(made.status == 0 && made.output.contains("All are as they were written."), "\(made.errors)")
        #expect(try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int == 0o600)
        #expect(try run("backup", "--output", backup).status == 73)
        #expect(try run("history").output.contains("wrote a backup with"))
        #expect(try run("restore", backup).status == 73)
        #expect(try run("restore", work.path("nowhere")).status == 66)
        let restored = try run("restore", backup, "--replace")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(work.exists("team.diary.before-restore-20261127090000"))
        let history = try run("history").output
        #expect(history.contains("restored a backup with") && !history.contains("wrote a backup with"))
    }

    private static let hasMounts = (try? Program.shell(["unshare", "-rm", "true"]).status) == 0

    @Test(.enabled(if: hasMounts, "no mounts of one's own here"))
    func `a full disk and a file that can only be read are said, and the diary is as it was`() throws {
        let script = """
            set -e
            mkdir "$2"
            mount -t tmpfs -o size=$(( ($(stat -c %s "$3") / 4096 + 40) * 4096 )) none "$2"
            cp "$3" "$2/d"
            set +e
            "$1" import "$4" --diary "$2/d"; echo "import $?"
            rm -f "$2"/d-wal "$2"/d-shm
            mount -o remount,ro "$2"
            "$1" history --diary "$2/d"; echo "history $?"
            """
        // A larger team than there is room for.
        _ = try Program.run(["sample", work.path("larger"), "--nominals", "52", "--seed", "2"])
        let outcome = try Program.shell([
            "unshare", "-rm", "sh", "-c", script, "sh", Program.built.path, work.path("disk"), diary,
            work.path("larger"),
        ])
        #expect(outcome.output.contains("import 74"), "\(outcome.output) \(outcome.errors)")
        #expect(outcome.errors.contains("because the disk is full"), "\(outcome.errors)")
        #expect(outcome.output.contains("history 74"), "\(outcome.output) \(outcome.errors)")
        #expect(outcome.errors.contains("can only be read"), "\(outcome.errors)")
    }
}
