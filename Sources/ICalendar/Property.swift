internal import CLibical

/// Owns one libical property until it is added to a component.
///
/// Each way of making one gives nil when libical refuses the value.
@safe struct Property: ~Copyable {
    private let raw: OpaquePointer

    /// A property of one text value, which libical escapes.
    init?(_ kind: icalproperty_kind, text: String) {
        guard let value = unsafe icalvalue_new_text(text) else { return nil }
        guard let raw = unsafe icalproperty_new(kind) else {
            unsafe icalvalue_free(value)
            return nil
        }
        unsafe icalproperty_set_value(raw, value)
        unsafe self.raw = raw
    }

    /// A property given as its line: `STATUS:CONFIRMED`.
    init?(line: String) {
        guard let raw = unsafe icalproperty_new_from_string(line) else { return nil }
        unsafe self.raw = raw
    }

    /// A property libical does not know.
    ///
    /// Its value is written as it is: libical 3.0.16 escapes nothing here.
    init?(extension name: String, written: String) {
        guard let raw = unsafe icalproperty_new_x(written) else { return nil }
        unsafe icalproperty_set_x_name(raw, name)
        unsafe self.raw = raw
    }

    /// A time in UTC.
    init?(_ kind: icalproperty_kind, utc: WallTime) {
        guard let raw = unsafe clibical_date_time_property(kind, clibical_civil_time(utc), 1) else { return nil }
        unsafe self.raw = raw
    }

    /// A time on the wall of a zone.
    ///
    /// The zone's name is set by hand, because libical would prefix it.
    init?(_ kind: icalproperty_kind, wall: WallTime, zone: String) {
        guard let raw = unsafe clibical_date_time_property(kind, clibical_civil_time(wall), 0) else { return nil }
        unsafe icalproperty_add_parameter(raw, icalparameter_new_tzid(zone))
        unsafe self.raw = raw
    }

    deinit { unsafe icalproperty_free(raw) }

    /// Gives the property away, to be freed by whoever takes it.
    consuming func release() -> OpaquePointer {
        let raw = unsafe self.raw
        discard self
        return unsafe raw
    }
}
