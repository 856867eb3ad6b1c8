internal import CLibical

/// Owns one libical component, which the compiler frees exactly once.
@safe struct Component: ~Copyable {
    private let raw: OpaquePointer

    init(_ kind: icalcomponent_kind) {
        // libical returns no component only when memory has run out.
        guard let raw = unsafe icalcomponent_new(kind) else { fatalError("out of memory") }
        unsafe self.raw = raw
    }

    /// Nil when libical finds no component in the text.
    init?(parsing text: [UInt8]) {
        let terminated = text.map { CChar(bitPattern: $0) } + [0]
        guard let raw = unsafe terminated.withUnsafeBufferPointer({ unsafe icalparser_parse_string($0.baseAddress) })
        else { return nil }
        unsafe self.raw = raw
    }

    deinit { unsafe icalcomponent_free(raw) }

    /// Gives `child` away: libical now frees it along with its parent.
    mutating func add(_ child: consuming Component) {
        unsafe icalcomponent_add_component(raw, child.release())
    }

    /// Gives `property` away: libical now frees it along with its component.
    mutating func add(_ property: consuming Property) {
        unsafe icalcomponent_add_property(raw, property.release())
    }

    /// The component as iCalendar text: CRLF ends, folded at 75 octets.
    borrowing func text() -> String {
        guard let bytes = unsafe icalcomponent_as_ical_string_r(raw) else { return "" }
        defer { unsafe icalmemory_free_buffer(bytes) }
        return unsafe String(cString: bytes)
    }

    /// Its properties, as values.
    ///
    /// Those libical could not read are missing.
    borrowing func properties() -> [ContentProperty] {
        var properties: [ContentProperty] = []
        var next = unsafe icalcomponent_get_first_property(raw, ICAL_ANY_PROPERTY)
        while let property = unsafe next {
            let name = unsafe text(icalproperty_get_property_name_r(property))
            let value = unsafe text(icalproperty_get_value_as_string_r(property))
            if let name, let value {
                let parameters = unsafe parameters(of: property)
                properties.append(ContentProperty(name: name.uppercased(), parameters: parameters, value: value))
            }
            unsafe next = icalcomponent_get_next_property(raw, ICAL_ANY_PROPERTY)
        }
        return properties
    }

    private borrowing func parameters(of property: OpaquePointer) -> [String: String] {
        var parameters: [String: String] = [:]
        var next = unsafe icalproperty_get_first_parameter(property, ICAL_ANY_PARAMETER)
        while let parameter = unsafe next {
            if let written = unsafe text(icalparameter_as_ical_string_r(parameter)),
                let equals = written.firstIndex(of: "=")
            {
                let value = written[written.index(after: equals)...]
                parameters[written[..<equals].uppercased()] = Component.unquoted(value)
            }
            unsafe next = icalproperty_get_next_parameter(property, ICAL_ANY_PARAMETER)
        }
        return parameters
    }

    /// Takes over a string libical allocated.
    private borrowing func text(_ bytes: UnsafeMutablePointer<CChar>?) -> String? {
        guard let bytes = unsafe bytes else { return nil }
        defer { unsafe icalmemory_free_buffer(bytes) }
        return unsafe String(cString: bytes)
    }

    private consuming func release() -> OpaquePointer {
        let raw = unsafe self.raw
        discard self
        return unsafe raw
    }

    /// A parameter's value without quotes and caret escapes (RFC 6868).
    private static func unquoted(_ value: Substring) -> String {
        var plain = ""
        var isCaret = false
        for scalar in value.unicodeScalars where scalar != "\"" {
            switch (isCaret, scalar) {
            case (true, "n"): plain += "\n"
            case (true, "'"): plain += "\""
            case (true, "^"): plain += "^"
            case (true, _):
                plain += "^"
                plain.unicodeScalars.append(scalar)
            case (false, "^"):
                isCaret = true
                continue
            case (false, _): plain.unicodeScalars.append(scalar)
            }
            isCaret = false
        }
        return isCaret ? plain + "^" : plain
    }
}
