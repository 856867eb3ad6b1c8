// What Swift needs of libical, with the parts it cannot import, or should not touch, behind plain values.

#ifndef CLIBICAL_SHIM_H
#define CLIBICAL_SHIM_H

#include <libical/ical.h>

/// A date and time without a zone. Unlike `icaltimetype` it holds no pointer, so it may be copied and kept.
struct clibical_civil_time {
    int year, month, day, hour, minute, second;
};

/// Starts walking `rule` from `start`, in no zone. NULL when libical cannot read the rule or knows no instance.
///
/// The caller checks the rule first: 3.0 can crash or hang on a hostile one, and leaks one with RSCALE.
static inline icalrecur_iterator *clibical_iterator_new(const char *rule, struct clibical_civil_time start) {
    struct icalrecurrencetype recurrence = icalrecurrencetype_from_string(rule);
    if (recurrence.freq == ICAL_NO_RECURRENCE) {
        return 0;
    }
    struct icaltimetype time = icaltime_null_time();
    time.year = start.year;
    time.month = start.month;
    time.day = start.day;
    time.hour = start.hour;
    time.minute = start.minute;
    time.second = start.second;
    return icalrecur_iterator_new(recurrence, time);
}

/// The next instance. Its `year` is 0 when there are no more.
static inline struct clibical_civil_time clibical_iterator_next(icalrecur_iterator *iterator) {
    struct icaltimetype time = icalrecur_iterator_next(iterator);
    struct clibical_civil_time civil = {time.year, time.month, time.day, time.hour, time.minute, time.second};
    if (icaltime_is_null_time(time)) {
        civil.year = 0;
    }
    return civil;
}

/// A DTSTART or DTEND with no zone in its value: the TZID parameter is added by hand, because libical would
/// write its own prefixed zone name.
static inline icalproperty *clibical_date_time_property(icalproperty_kind kind, struct clibical_civil_time civil,
                                                        int is_utc) {
    struct icaltimetype time = icaltime_null_time();
    time.year = civil.year;
    time.month = civil.month;
    time.day = civil.day;
    time.hour = civil.hour;
    time.minute = civil.minute;
    time.second = civil.second;
    if (is_utc) {
        time.zone = icaltimezone_get_utc_timezone();
    }
    icalproperty *property = icalproperty_new(kind);
    if (property) {
        icalproperty_set_value(property, icalvalue_new_datetime(time));
    }
    return property;
}

#endif
