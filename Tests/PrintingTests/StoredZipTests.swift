import Foundation
import Testing

@testable import Printing

@Suite struct StoredZipTests {
    @Test func `checksums are those that the standard gives for its example`() {
        #expect(StoredZip.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(StoredZip.checksum(of: []) == 0)
    }

    @Test func `another program finds every file in an archive, and nothing wrong with it`() async throws {
        let folder = try Folder()
        var archive = StoredZip()
        archive.add("mimetype", Array("application/x-test".utf8))
        archive.add("word/ŵ.xml", Array("<ŷ/>".utf8))
        archive.add("empty", [])
        archive.add("large", (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try Data(archive.finished()).write(to: folder.url("test.zip"))
        let listing = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            print([(file.filename, file.file_size) for file in archive.infolist()])
            """
        let outcome = try Tool.run("python3", "-c", listing, folder.path("test.zip"))
        #expect(
            outcome == "[('mimetype', 18), ('word/ŵ.xml', 5), ('empty', 0), ('large', 200000)]\n")
    }
}
