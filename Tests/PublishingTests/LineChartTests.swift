import Testing

@testable import Publishing

@Suite struct LineChartTests {
    private func svg(_ values: [Int?], title: String = "Kept") -> String {
        LineChart(
            id: "kept", title: title, description: "Each week", weeks: values.indices.map { "week \($0)" },
            lines: [LineChart.Line(label: "Kept", values: values)]
        ).svg
    }

    /// The points of each line drawn, left to right.
    private func points(_ svg: String) -> [[(x: Int, y: Int)]] {
        svg.matches(of: /points="([^"]*)"/).map { match in
            match.output.1.split(separator: " ").map { point in
                let parts = point.split(separator: ",").compactMap { Int($0) }
                return (x: parts.first ?? -1, y: parts.last ?? -1)
            }
        }
    }

    @Test func `a week of which nothing is known breaks the line`() {
        #expect(points(svg([50, 60, nil, 70, nil, nil, 80, 90])).map(\.count) == [2, 1, 2])
        #expect(points(svg([nil, nil])).isEmpty)
    }

    @Test func `more stands higher, later stands further right, and nothing leaves the picture`() throws {
        let line = try #require(points(svg([0, 25, 50, 100, 250, -5])).first)
        #expect(zip(line, line.dropFirst()).allSatisfy { $0.x < $1.x })
        #expect(line[0].y > line[1].y && line[1].y > line[2].y && line[2].y > line[3].y)
        // What is no share is drawn at the nearest one.
        #expect(line[4].y == line[3].y && line[5].y == line[0].y)
        #expect(line.allSatisfy { (0...640).contains($0.x) && (0...260).contains($0.y) })
    }

    @Test func `its title and description are for those who cannot see it, and escaped`() {
        let text = svg([1], title: "Kept <&> \"offered\"")
        #expect(text.contains("<title id=\"kept-title\">Kept &lt;&amp;&gt; &quot;offered&quot;</title>"))
        #expect(text.contains("aria-labelledby=\"kept-title kept-desc\""))
    }
}
