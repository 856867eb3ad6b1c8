internal import Casework
internal import Operations
internal import Printing
internal import Publishing

/// Papers that a verb has made, and what there is to say of them.
struct MadePapers: Sendable {
    var documents: [Document]
    /// Whom they tell of.
    var about: [Nominal.ID]
    var marking: Marking
    /// What to say once they are made: `The agenda of map-2026-12-02 is issued to 14 people`.
    var saying: String
}

/// Makes papers in the background, in the formats that were asked for, and hands them out as one archive.
enum PaperJob {
    /// What can be asked for here, those usual chosen.
    static func formats(usual: Set<DocumentFormat>) -> [Choice] {
        Press.formats().sorted().map { format in
            var choice = Choice(format.rawValue, format.title)
            choice.isChosen = usual.contains(format)
            return choice
        }
    }

    /// Those of a form; the page where none is ticked.
    static func formats(in form: Form) -> Set<DocumentFormat> {
        let asked = Set(form.all("format").compactMap(DocumentFormat.init)).intersection(Press.formats())
        return asked.isEmpty ? [.html] : asked
    }

    /// - Parameters:
    ///   - name: Of the archive, without its ending.
    ///   - make: Runs the verb, which writes down to whom the papers go.
    static func begin(
        _ title: String, name: String, _ visit: Visit,
        make: @escaping @Sendable (any DiaryStore) throws -> MadePapers
    ) async throws -> Answer {
        let formats = formats(in: visit.form)
        let (site, now, store) = (visit.site, visit.now, visit.store)
        let path = try await site.jobs.begin(
            title, for: visit.account.id, at: now, describe: { site.describe($0) },
            { progress in
                progress(nil, "Writing the papers")
                return try make(store)
            },
            finish: { made, progress in
                let press = Press(marking: made.marking, templates: site.plugs.templates, madeAt: now.seconds)
                let pages = made.documents.filter { $0.format == .html }.map { (page: $0, formats: formats) }
                let printed = try await press.print(pages) { done, all in
                    progress(Double(done) / Double(max(1, all)), "Printing \(done) of \(all)")
                }
                var archive = StoredZip()
                for document in printed + made.documents.filter({ $0.format != .html }) {
                    archive.add(document.path, document.bytes)
                }
                let file = Download(
                    name: made.marking.fileName(name, "zip"), type: "application/zip", content: archive.finished())
                return .file(file, about: made.about, saying: made.saying)
            })
        return .see(path)
    }
}
