import Foundation
import Testing

/// The service as it is run: the real program, and what is asked of it from outside.
@Suite struct ServeCommandTests {
    /// The program answering on a port of its own.
    final class Running {
        let process = Process()
        let port: Int
        private let errors: URL

        /// - Parameter clock: Nil: the real one.
        init(_ diary: URL, _ more: [String] = [], in folder: Folder) throws {
            let (output, errors) = (folder.url("serve.out"), folder.url("serve.err"))
            self.errors = errors
            for file in [output, errors] { try Data().write(to: file) }
            process.executableURL = Program.built
            process.arguments =
                ["serve", "--diary", diary.path, "--port", "0", "--second-factor", "optional"] + more
            process.environment = ProcessInfo.processInfo.environment.merging([
                "IOM_DIARY_CLOCK": "2026-12-01T09:00", "SWIFT_BACKTRACE": "enable=no",
            ]) { $1 }
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
            var port: Int?
            while port == nil && process.isRunning {
                let text = try String(contentsOf: output, encoding: .utf8)
                port = (text.firstMatch(of: /port ([0-9]+)/)?.output.1).flatMap { Int($0) }
                if port == nil { Thread.sleep(forTimeInterval: 0.02) }
            }
            guard let port else {
                throw Failure(text: try String(contentsOf: errors, encoding: .utf8))
            }
            self.port = port
        }

        struct Failure: Error {
            var text: String
        }

        /// Asks as `curl` does.
        func curl(_ path: String, _ more: String..., scheme: String = "http") throws -> Program.Outcome {
            try Program.shell(
                ["curl", "-sS", "-k", "--max-time", "60"] + more + ["\(scheme)://127.0.0.1:\(port)\(path)"])
        }

        /// Asks it to end, and waits until it has.
        func stop() -> Int32 {
            process.terminate()
            process.waitUntilExit()
            return process.terminationStatus
        }

        func kill() {
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }
    }

    private func diary(in folder: Folder) throws -> URL {
        let (team, diary) = (folder.url("team"), folder.url("team.diary"))
        try Program.run("sample", team.path, "--nominals", "10")
        let imported = try Program.run("import", team.path, "--diary", diary.path)
        #expect(imported.status == 0, "\(imported.errors)")
        return diary
    }

    @Test func `it answers until it is told to stop, and then ends well`() throws {
        let folder = try Folder()
        let running = try Running(try diary(in: folder), in: folder)
        #expect(try running.curl("/health").output == "well\n")
        #expect(try running.curl("/sign-in").output.contains("<h1>Sign in</h1>"))
        #expect(running.said.contains("nobody can sign in yet"))
        #expect(running.stop() == 0)
    }

    @Test func `with a certificate it answers over TLS, and tells browsers to stay with it`() throws {
        let folder = try Folder()
        let (certificate, key) = (folder.url("certificate.pem").path, folder.url("key.pem").path)
        let made = try Program.shell([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2", "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate,
        ])
        #expect(made.status == 0, "\(made.errors)")
        let running = try Running(
            try diary(in: folder), ["--certificate", certificate, "--private-key", key], in: folder)
        let answer = try running.curl("/sign-in", "-i", scheme: "https").output
        #expect(answer.contains("200 OK"))
        #expect(answer.lowercased().contains("strict-transport-security"))
        #expect(try running.curl("/sign-in").status != 0)
        #expect(running.stop() == 0)
        let wrong = try Program.run(
            "serve", "--diary", folder.url("team.diary").path, "--certificate", key, "--private-key", certificate)
        #expect(wrong.status == 66)
        #expect(wrong.errors.contains("key.pem: expected a certificate in PEM"))
    }

    @Test func `a port that is taken, a diary that is not there and a network without encryption are refused`() throws {
        let folder = try Folder()
        let diary = try diary(in: folder)
        let running = try Running(diary, in: folder)
        let second = try Program.run("serve", "--diary", diary.path, "--port", "\(running.port)")
        #expect(second.status == 75)
        #expect(second.errors.contains("another program does"))
        _ = running.stop()
        #expect(try Program.run("serve", "--diary", folder.url("none.diary").path).status == 66)
        let open = try Program.run("serve", "--diary", diary.path, "--host", "0.0.0.0")
        #expect(open.status == 64)
        #expect(open.errors.contains("what is not encrypted stays on this machine"))
    }

    @Test func `after an unclean stop it begins as if nothing had been`() throws {
        let folder = try Folder()
        let diary = try diary(in: folder)
        try Running(diary, in: folder).kill()
        let again = try Running(diary, in: folder)
        #expect(try again.curl("/health").output == "well\n")
        #expect(again.stop() == 0)
        #expect(try Program.run("audit", "verify", "--diary", diary.path).status == 0)
    }

    @Test func `a client that sends a byte now and then is let go`() throws {
        let folder = try Folder()
        let running = try Running(try diary(in: folder), in: folder)
        let script = """
            import socket, sys, time
            s = socket.create_connection(("127.0.0.1", \(running.port)))
            s.sendall(b"POST /sign-in HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 100000\\r\\n\\r\\n")
            start = time.monotonic()
            while time.monotonic() - start < 90:
                try:
                    s.sendall(b"a"); s.settimeout(1)
                    if s.recv(4096) == b"": break
                except TimeoutError: continue
                except OSError: break
            else: sys.exit("still open")
            """
        #expect(try Program.python("-c", script).status == 0)
        #expect(try running.curl("/health").output == "well\n")
        _ = running.stop()
    }
}
