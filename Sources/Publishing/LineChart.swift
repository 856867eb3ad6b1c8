/// A line chart as inline SVG, of shares in percent over weeks: lines told apart by their dashes and marks as well as
/// colour.
///
/// As with `BarChart`, its title and description say what it shows, and the same figures stand beside it in a table.
struct LineChart: Sendable {
    struct Line: Sendable {
        var label: String
        /// From 0 to 100, one for each week; nil breaks the line.
        var values: [Int?]
    }

    /// Distinct on its page: ids inside the drawing begin with it.
    var id: String
    var title: String
    var description: String
    var weeks: [String]
    /// Two at the most.
    var lines: [Line]

    private static let (width, height) = (640, 260)
    private static let (left, right, top, bottom) = (48, 16, 40, 40)
    private static let looks = [(colour: "#1d70b8", dashes: "none"), (colour: "#00703c", dashes: "7 4")]

    init(id: String, title: String, description: String, weeks: [String], lines: [Line]) {
        self.id = id
        self.title = title
        self.description = description
        self.weeks = weeks
        self.lines = lines
    }

    var svg: String {
        let start = [
            "<svg class=\"chart\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\" "
                + "viewBox=\"0 0 \(LineChart.width) \(LineChart.height)\" xmlns=\"http://www.w3.org/2000/svg\">",
            "<title id=\"\(id)-title\">\(BarChart.escaped(title))</title>",
            "<desc id=\"\(id)-desc\">\(BarChart.escaped(description))</desc>",
            "<g font-family=\"sans-serif\" font-size=\"13\" fill=\"#0b0c0c\">",
        ]
        let drawn = zip(lines, LineChart.looks).enumerated().flatMap { index, pair in
            draw(pair.0, index, pair.1.colour, pair.1.dashes)
        }
        return (start + grid + drawn + ["</g>", "</svg>"]).joined(separator: "\n")
    }

    private var grid: [String] {
        let scale = [0, 25, 50, 75, 100].flatMap { percent in
            let height = y(percent)
            return [
                "<line x1=\"\(LineChart.left)\" y1=\"\(height)\" x2=\"\(LineChart.width - LineChart.right)\" "
                    + "y2=\"\(height)\" stroke=\"\(percent == 0 ? "#0b0c0c" : "#b1b4b6")\"/>",
                "<text x=\"\(LineChart.left - 8)\" y=\"\(height + 4)\" text-anchor=\"end\">\(percent) %</text>",
            ]
        }
        // Every other week is named: twelve names side by side would run into one another.
        let names = weeks.enumerated().filter { ($0.offset + weeks.count) % 2 == 1 }.map { place, week in
            "<text x=\"\(x(place))\" y=\"\(LineChart.height - 14)\" text-anchor=\"middle\">"
                + "\(BarChart.escaped(week))</text>"
        }
        return scale + names
    }

    private func draw(_ line: Line, _ index: Int, _ colour: String, _ dashes: String) -> [String] {
        let key = LineChart.left + index * 260
        var drawn = [
            "<line x1=\"\(key)\" y1=\"14\" x2=\"\(key + 34)\" y2=\"14\" stroke=\"\(colour)\" stroke-width=\"3\" "
                + "stroke-dasharray=\"\(dashes)\"/>",
            mark(key + 17, 14, index, colour),
            "<text x=\"\(key + 42)\" y=\"19\">\(BarChart.escaped(line.label))</text>",
        ]
        let points = line.values.enumerated().map { place, value in value.map { (x(place), y($0)) } }
        for part in points.split(whereSeparator: { $0 == nil }) {
            let known = part.compactMap(\.self)
            drawn.append(
                "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"3\" stroke-dasharray=\"\(dashes)\" "
                    + "points=\"\(known.map { "\($0.0),\($0.1)" }.joined(separator: " "))\"/>")
            drawn += known.map { mark($0.0, $0.1, index, colour) }
        }
        return drawn
    }

    private func mark(_ x: Int, _ y: Int, _ index: Int, _ colour: String) -> String {
        index == 0
            ? "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"5\" fill=\"\(colour)\"/>"
            : "<rect x=\"\(x - 5)\" y=\"\(y - 5)\" width=\"10\" height=\"10\" fill=\"#ffffff\" stroke=\"\(colour)\" "
                + "stroke-width=\"2.5\"/>"
    }

    private func x(_ place: Int) -> Int {
        let room = LineChart.width - LineChart.left - LineChart.right - 40
        return LineChart.left + 20 + (weeks.count > 1 ? place * room / (weeks.count - 1) : room / 2)
    }

    private func y(_ percent: Int) -> Int {
        let room = LineChart.height - LineChart.top - LineChart.bottom
        return LineChart.top + room - min(100, max(0, percent)) * room / 100
    }
}
