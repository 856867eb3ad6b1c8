// Bare libical, for bench-calendars to hold ours against.
//
// usage: expand read FILE FROM UNTIL     counts the occurrences from FROM to UNTIL (both 20261130T000000Z)
//        expand write FILE FOLDER        each line "FILE UID START END SUMMARY", by FILE: writes the calendars
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void count(icalcomponent *event, struct icaltime_span *span, void *found) {
    (void)event, (void)span;
    ++*(long *)found;
}

static int read_calendar(const char *path, const char *from, const char *until) {
    FILE *file = fopen(path, "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    if (!text || fread(text, 1, size, file) != (size_t)size) return 1;
    fclose(file);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar) return 1;
    long found = 0;
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        icalcomponent_foreach_recurrence(
            event, icaltime_from_string(from), icaltime_from_string(until), count, &found);
    printf("%ld\n", found);
    icalcomponent_free(calendar);
    free(text);
    return 0;
}

static int save(icalcomponent *calendar, const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    char *text = icalcomponent_as_ical_string_r(calendar);
    if (!file || !text || fputs(text, file) < 0 || fclose(file) != 0) return 1;
    icalmemory_free_buffer(text);
    icalcomponent_free(calendar);
    return 0;
}

static int write_calendars(const char *list, const char *folder) {
    FILE *file = fopen(list, "r");
    if (!file) return 1;
    char name[256], uid[256], start[32], end[32], summary[256], current[256] = "";
    icalcomponent *calendar = 0;
    while (fscanf(file, "%255s %255s %31s %31s %255[^\n]", name, uid, start, end, summary) == 5) {
        if (strcmp(name, current) != 0) {
            if (calendar && save(calendar, folder, current)) return 1;
            calendar = icalcomponent_vanew(
                ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"), icalproperty_new_prodid("-//bench//"),
                (void *)0);
            strcpy(current, name);
        }
        icalcomponent_add_component(
            calendar, icalcomponent_vanew(
                          ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid), icalproperty_new_summary(summary),
                          icalproperty_new_dtstamp(icaltime_from_string("20261130T000000Z")),
                          icalproperty_new_dtstart(icaltime_from_string(start)),
                          icalproperty_new_dtend(icaltime_from_string(end)), (void *)0));
    }
    fclose(file);
    return calendar ? save(calendar, folder, current) : 1;
}

int main(int count, char **arguments) {
    if (count == 5 && strcmp(arguments[1], "read") == 0)
        return read_calendar(arguments[2], arguments[3], arguments[4]);
    if (count == 4 && strcmp(arguments[1], "write") == 0) return write_calendars(arguments[2], arguments[3]);
    fprintf(stderr, "usage: expand read FILE FROM UNTIL | expand write FILE FOLDER\n");
    return 64;
}
