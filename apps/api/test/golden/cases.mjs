// What the golden calendars hold: both clock changes of 2027, in London and elsewhere, and texts that need care.

const event = (id, title, [start, end], more = {}) => ({
  id,
  title,
  start,
  end,
  zone: 'Europe/London',
  place: '',
  text: '',
  path: `/events/${id}-event`,
  sequence: 0,
  calledOff: false,
  ...more,
});

export const OVER_CLOCK_CHANGES = [
  event(1, 'Weekly clinic, before the clocks go forward', ['2027-03-25T10:00', '2027-03-25T11:00']),
  event(2, 'Weekly clinic, after the clocks went forward', ['2027-04-01T10:00', '2027-04-01T11:00']),
  event(3, 'Night shift over the change', ['2027-03-27T23:00', '2027-03-28T03:00']),
  event(4, 'In the hour that comes twice', ['2027-10-31T01:30', '2027-10-31T03:00']),
  event(5, 'Weekly clinic, before the clocks go back', ['2027-10-30T10:00', '2027-10-30T11:00']),
  event(6, 'Weekly clinic, after the clocks went back', ['2027-11-06T10:00', '2027-11-06T11:00']),
  event(7, 'Webinar from New York, between the two changes', ['2027-03-18T09:00', '2027-03-18T10:00'], {
    zone: 'America/New_York',
  }),
  event(8, 'Meeting in Dublin', ['2027-03-28T12:00', '2027-03-28T13:00'], { zone: 'Europe/Dublin' }),
  event(9, 'Call in UTC', ['2027-10-31T12:00', '2027-10-31T13:00'], { zone: 'Etc/UTC' }),
];

const careful = event(
  10,
  'Łódź, “Zoë” & a; b\\c, d: déjà vu in a title so long that it must be folded more than once',
  ['2027-02-04T10:00', '2027-02-04T16:00'],
  {
    place: 'Education centre; room 2, first floor, 1 Long Street',
    text: 'First line\nSecond line, with a comma\n\nBEGIN:VEVENT\nSUMMARY:injected',
    sequence: 3,
  },
);
const site = { address: 'https://fingerpost.example', host: 'fingerpost.example' };
const mail = {
  from: 'fingerpost@fingerpost.example',
  to: 'librarian@demo.example',
  at: '2027-01-04T08:00:00Z',
};

export const CALENDARS = {
  'feed.ics': {
    entries: [...OVER_CLOCK_CHANGES, careful, { ...careful, id: 11, calledOff: true }],
    calendar: { ...site, name: 'Fingerpost: My events', keepsCalledOff: true },
  },
  'one.ics': { entries: [careful], calendar: site },
  'called-off.ics': { entries: [{ ...careful, calledOff: true }], calendar: site },
  'request.ics': {
    entries: [{ ...careful, sequence: 4 }],
    calendar: { ...site, mail: { ...mail, method: 'REQUEST' } },
  },
  'cancel.ics': {
    entries: [{ ...careful, sequence: 5 }],
    calendar: { ...site, mail: { ...mail, method: 'CANCEL' } },
  },
};
