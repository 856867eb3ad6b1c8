/// A bar chart as inline SVG: bars that lie, one group under another, told apart by their filling as well as colour.
///
/// It is drawn here because a page may load nothing from elsewhere and runs no script. Its title and description say
/// what it shows to those who cannot see it; the same figures always stand beside it in a table.
struct BarChart: Sendable {
    struct Group: Sendable {
        var label: String
        /// One for each series.
        var values: [Int]
    }

    enum Filling: Sendable {
        case outlined, solid, striped
    }

    struct Series: Sendable {
        var label: String
        var filling: Filling
    }

    /// Distinct on its page: ids inside the drawing begin with it.
    var id: String
    var title: String
    var description: String
    var series: [Series]
    var groups: [Group]

    private let width = 480
    private let bar = 14
    private let gap = 16
    private let legend = 36
    /// Room for the figure after the longest bar.
    private let figures = 36

    init(id: String, title: String, description: String, series: [Series], groups: [Group]) {
        self.id = id
        self.title = title
        self.description = description
        self.series = series
        self.groups = groups
    }

    /// Room for the groups' labels: more of it where there is one bar a group, and no long legend.
    private var labels: Int { series.count == 1 ? 210 : 150 }

    var svg: String {
        let height = legend + groups.count * (series.count * bar + gap)
        var lines = [
            "<svg class=\"chart\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\" "
                + "viewBox=\"0 0 \(width) \(height)\" xmlns=\"http://www.w3.org/2000/svg\">",
            "<title id=\"\(id)-title\">\(BarChart.escaped(title))</title>",
            "<desc id=\"\(id)-desc\">\(BarChart.escaped(description))</desc>",
            "<defs><pattern id=\"\(id)-stripes\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
                + "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#ffffff\"/>"
                + "<rect width=\"3\" height=\"5\" fill=\"#00703c\"/></pattern></defs>",
        ]
        lines.append("<g font-family=\"sans-serif\" font-size=\"13\" fill=\"#0b0c0c\">")
        lines += legendLines
        for (index, group) in groups.enumerated() {
            lines += draw(group, top: legend + index * (series.count * bar + gap))
        }
        let axis = "<line x1=\"\(labels)\" y1=\"\(legend - 4)\" x2=\"\(labels)\" y2=\"\(height)\" stroke=\"#0b0c0c\"/>"
        return (lines + [axis, "</g>", "</svg>"]).joined(separator: "\n")
    }

    private var legendLines: [String] {
        series.enumerated().flatMap { index, series in
            let left = labels + index * 105
            return [
                rectangle(x: left, y: 6, width: 22, height: bar - 2, series.filling),
                "<text x=\"\(left + 30)\" y=\"17\">\(BarChart.escaped(series.label))</text>",
            ]
        }
    }

    private func draw(_ group: Group, top: Int) -> [String] {
        let middle = top + series.count * bar / 2 + 5
        let room = labels / 15 * 2
        let label = group.label.count > room ? "\(group.label.prefix(room - 1))…" : group.label
        var lines = [
            "<text x=\"\(labels - 10)\" y=\"\(middle)\" text-anchor=\"end\">\(BarChart.escaped(label))</text>"
        ]
        for (index, (series, value)) in zip(series, group.values).enumerated() {
            let length = value * (width - labels - figures) / most
            let y = top + index * bar
            if length > 0 {
                lines.append(rectangle(x: labels, y: y + 1, width: length, height: bar - 2, series.filling))
            }
            lines.append("<text x=\"\(labels + length + 6)\" y=\"\(y + bar - 2)\" font-weight=\"700\">\(value)</text>")
        }
        return lines
    }

    /// The figure that fills the whole width.
    private var most: Int { max(1, groups.flatMap(\.values).max() ?? 1) }

    private func rectangle(x: Int, y: Int, width: Int, height: Int, _ filling: Filling) -> String {
        let paint =
            switch filling {
            case .outlined: "fill=\"#ffffff\" stroke=\"#0b0c0c\" stroke-width=\"1.5\""
            case .solid: "fill=\"#1d70b8\" stroke=\"#1d70b8\" stroke-width=\"1.5\""
            case .striped: "fill=\"url(#\(id)-stripes)\" stroke=\"#00703c\" stroke-width=\"1.5\""
            }
        return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" \(paint)/>"
    }

    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
    }
}
