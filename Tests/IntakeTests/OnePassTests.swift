import Casework
import Foundation
import Testing

@testable import Intake

@Suite struct `Faults of a folder` {
    @Test func `are all found in one pass, in the order of files and lines`() {
        let folder = SmallFolder()
            .replacing("nominals.csv", "amber,po1,pp1,home1", "yellow,po8,pp1,home9")
            .replacing("nominals.csv", "2027-04-29", "soon")
            .replacing("locations.csv", "52.9835", "north")
            .replacing("policy.yaml", "minutes: 20", "minutes: 0")
            .replacing("calendars/po1.ics", "DTSTART:20261201T100000Z", "DTSTART;TZID=Nowhere:20261201T100000")
            .replacing("contacts.csv", "c2,n001", "c1,n009")
        #expect(
            folder.faults == [
                "locations.csv:3: latitude: says “north”, expected degrees from -90 to 90, such as 52.9558",
                "nominals.csv:2: rag: says “yellow”, expected red, amber, green or blue",
                "nominals.csv:2: police_lead: says “po8”, expected a practitioner of practitioners.csv",
                "nominals.csv:2: home: says “home9”, expected a location of locations.csv",
                "nominals.csv:3: release_on: says “soon”, expected a date such as 2026-11-30",
                "contacts.csv:3: nominal: says “n009”, expected a nominal of nominals.csv",
                "contacts.csv:3: contact: says “c1”, expected each contact once: line 2 has the same",
                "policy.yaml:3: contacts.phone.minutes: says “0”, expected a whole number from 1 to 1440",
                "calendars/po1.ics:4: names the time zone “Nowhere”, expected an IANA or Windows time zone, "
                    + "or one the file describes",
            ])
    }

    @Test func `are not reported again where the faulty row is referred to`() {
        let shifted = SmallFolder().replacing("practitioners.csv", "Gethin Kestrelton,", "")
        #expect(shifted.faults == ["practitioners.csv:2: has 5 values, expected 6, one for each column"])
        let misquoted = SmallFolder().replacing("nominals.csv", "Seren", "Se\"ren")
        #expect(misquoted.faults.count == 1)
        let renamed = SmallFolder().replacing("nominals.csv", "nominal,given_name", "id,given_name")
        #expect(renamed.faults == ["nominals.csv:1: nominal: is missing, expected this column"])
    }

    @Test func `of one kind in a file are listed up to a thousand, and then counted`() {
        var folder = SmallFolder()
        folder["exceptions.csv"] += String(repeating: "n001,never,other,\n", count: 1_500)
        #expect(folder.faults.count == 1_001)
        #expect(folder.faults.last == "exceptions.csv: has 500 more such lines, expected these to be mended first")
    }

    @Test func `of a table with one unclosed quotation mark are found behind it as well`() {
        let folder = SmallFolder()
            .replacing("locations.csv", "Probation Office", "\"Probation Office")
            .replacing("locations.csv", "52.96,", "x,")
        #expect(
            folder.faults == [
                "locations.csv:2: has a stray quotation mark, expected quotation marks around a whole value only, "
                    + "and doubled within it",
                "locations.csv:5: latitude: says “x”, expected degrees from -90 to 90, such as 52.9558",
            ])
    }

    @Test func `quote no control characters`() {
        let fault = Fault(file: "a.csv", says: "says \(quoted("\u{1B}[2Jx\u{202E}"))", expected: "text")
        #expect(fault.description == "a.csv: says “\\u{1b}[2Jx\\u{202e}”, expected text")
    }
}

@Suite struct `A warning` {
    private func warnings(_ folder: SmallFolder) -> [String] {
        #expect(folder.faults == [])
        return folder.warnings
    }

    @Test func `is given of a column that nobody reads`() {
        let folder = SmallFolder().with(
            "keep_apart.csv", "first,second,why,Secnd\nn001,n002,gang,\n")
        #expect(
            warnings(folder) == [
                "keep_apart.csv:1: why: is no column of this file, it is left out",
                "keep_apart.csv:1: Secnd: is no column of this file, it is left out",
            ])
    }

    @Test func `is given of an agreement that has lapsed`() {
        let folder = SmallFolder().replacing("agencies.csv", "2027-03-31", "2026-11-29")
        #expect(
            warnings(folder) == [
                "agencies.csv:4: agreement_until: says “2026-11-29”, housing counts as sharing none from 2026-11-30"
            ])
        #expect(warnings(SmallFolder().replacing("agencies.csv", "2027-03-31", "2026-11-30")) == [])
    }

    @Test func `is given of a release that is to come and a nominal who is not blue`() {
        let folder = SmallFolder().replacing("nominals.csv", "fixed,blue", "fixed,red")
        #expect(
            warnings(folder) == [
                "nominals.csv:3: release_on: says “2027-04-29”, but n002 is not blue and so counts as in the community"
            ])
    }

    @Test func `is given of an outcome of a kind that the policy no longer has`() {
        let folder = SmallFolder().replacing("contacts.csv", "joint_visit", "curfew_check")
        #expect(
            warnings(folder) == [
                "contacts.csv:2: kind: says “curfew_check”, which the policy does not have: "
                    + "it counts towards no target"
            ])
    }

    @Test func `is given of a vacant post`() {
        let folder = SmallFolder().replacing("working_patterns.csv", "pp1,tue,09:00,17:00,,,\n", "")
        #expect(
            warnings(folder) == [
                "practitioners.csv:3: practitioner: says “pp1”, who has no working pattern, "
                    + "though the lead of 2 nominals"
            ])
    }

    @Test func `is given of an involvement of someone who is no partner`() {
        let folder = SmallFolder().appending("involvements.csv", "n001,po1")
        #expect(
            warnings(folder) == [
                "involvements.csv:3: practitioner: says “po1”, of a police agency, "
                    + "but partner workers are what this file is for"
            ])
    }

    @Test func `is given of a repeat rule that is not followed`() {
        let folder = SmallFolder().replacing("calendars/po1.ics", "FREQ=WEEKLY", "FREQ=SECONDLY")
        #expect(warnings(folder).count == 1)
        #expect(warnings(folder).first?.hasPrefix("calendars/po1.ics:4: cannot be taken as written, ") == true)
    }
}
