/// The United Kingdom's time zone, as we write it.
///
/// By hand: libical's own has 55 parts from 1847 on and a prefixed name, which Outlook rejects. Clock changes have
/// followed these two rules since 1996. Never name it `GMT`, which clients take for a zone without summer time.
enum LondonZone {
    static let name = "Europe/London"

    static let text = """
        BEGIN:VTIMEZONE
        TZID:Europe/London
        X-LIC-LOCATION:Europe/London
        BEGIN:DAYLIGHT
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        TZNAME:BST
        DTSTART:19960331T010000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        TZNAME:GMT
        DTSTART:19961027T020000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE

        """
}
