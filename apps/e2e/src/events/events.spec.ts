import type { Event } from '@fingerpost/contracts/events';
import { expect, test } from '../support/test.js';
import type { Api } from '../support/api.js';
import { Keyboard } from '../support/keyboard.js';

const DAY = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

async function listed(api: Api, title: string, more: object = {}): Promise<Event> {
  const { id: spaceId } = await api.space('national');
  const day = dayFromNow(40);
  return api.post<Event>('/api/events', {
    spaceId,
    title,
    kind: 'training',
    start: `${day}T10:00`,
    end: `${day}T11:00`,
    format: 'online',
    ...more,
  });
}
const pathOf = ({ id, slug }: Event) => `/events/${id}-${slug}`;

for (const width of [1280, 360])
  test(`RSVP takes two actions by keyboard alone, at ${width} px`, async ({ person }) => {
    const organiser = await person({ as: 'moderator' });
    const title = `Finding leaflets ${width} ${Date.now()}`;
    const event = await listed(organiser.api, title);
    const { page } = await person({ as: 'newcomer', viewport: { width, height: 780 } });
    const keys = new Keyboard(page);
    await page.goto(`/events?from=${event.start.slice(0, 10)}`);
    await keys.tabTo(page.getByRole('link', { name: title }));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
    await keys.tabTo(page.getByRole('button', { name: 'I’m going' }));
    await keys.press('Enter');
    await expect(page.getByText('You are going.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Are you going?' })).toBeFocused();
    await keys.tabTo(page.getByRole('button', { name: 'Not going' }));
    await keys.press('Enter');
    await expect(page.getByText('You are not going.')).toBeVisible();
  });

test('who waits is told on the open page when a place gets free, and sees the way in', async ({ person }) => {
  const organiser = await person({ as: 'moderator' });
  const event = await listed(organiser.api, `One place ${Date.now()}`, {
    capacity: 1,
    joining: { url: 'https://meet.demo.example/room', note: 'Passcode 7' },
  });
  const first = await person({ as: 'trust-librarian' });
  await first.api.put(`/api/events/${event.id}/rsvp`, { status: 'going' });
  const { page } = await person({ as: 'public-librarian' });
  await page.goto(pathOf(event));
  await page.getByRole('button', { name: 'Join the waitlist' }).click();
  await expect(page.getByText('You are 1st in the waitlist')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Join online' })).toHaveCount(0);
  await first.api.put(`/api/events/${event.id}/rsvp`, { status: 'not_going' });
  await expect(page.getByText('You are going.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('link', { name: 'Join online' })).toHaveAttribute(
    'href',
    'https://meet.demo.example/room',
  );
});

test('an event is listed, changed with the difference in sight, and called off', async ({ person }) => {
  const { page } = await person({ as: 'trust-librarian' });
  const title = `Half an hour on wards ${Date.now()}`;
  await page.goto('/events');
  await page.getByRole('link', { name: 'List an event' }).click();
  await page.getByRole('button', { name: 'List it' }).click();
  await expect(page.getByRole('alert')).toContainText('Give it a title');
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Space').selectOption({ label: 'National space' });
  await page.getByLabel('Date').fill(dayFromNow(50));
  await page.getByLabel('From').fill('10:00');
  await page.getByLabel('To', { exact: true }).fill('09:00');
  await page.getByLabel('Place', { exact: true }).fill('Ward 7, day room');
  await page.getByRole('button', { name: 'List it' }).click();
  await expect(page.getByRole('alert')).toContainText('It ends before it begins.');
  await page.getByLabel('To', { exact: true }).fill('10:30');
  await page.getByRole('button', { name: 'List it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

  const guest = await person({ as: 'newcomer' });
  await guest.page.goto(new URL(page.url()).pathname);
  await guest.page.getByRole('button', { name: 'I’m going' }).click();
  await expect(guest.page.getByText('You are going.')).toBeVisible();

  await page.reload();
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByLabel('From').fill('10:15');
  await expect(page.getByText('1 person will be told.')).toBeVisible();
  await expect(page.getByText(/^From: .* 10:00 becomes .* 10:15$/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/10:15 to 10:30/)).toBeVisible();

  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByLabel('About it (optional)').fill('Bring a pen.');
  await expect(page.getByText('Description, new: “Bring a pen.”')).toBeVisible();
  await expect(page.getByText('1 person will be told.')).toBeVisible();
  await page.getByLabel('Tell those who come').uncheck();
  await expect(page.getByText('Nobody will be told.')).toBeVisible();
  await page.getByLabel('From').fill('10:20');
  await expect(page.getByText('1 person will be told.')).toBeVisible();
  await expect(page.getByLabel('Tell those who come')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/10:20 to 10:30/)).toBeVisible();
  await page.getByRole('button', { name: 'Call off' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 person will be told.');
  await dialog.getByLabel('Why').fill('The ward is closed');
  await dialog.getByRole('button', { name: 'Call off' }).click();
  await expect(page.getByText('This event is called off: The ward is closed')).toBeVisible();
});

test('the later dates of a series are listed, changed and called off with one of them', async ({
  person,
}) => {
  const { page, api } = await person({ as: 'trust-librarian', viewport: { width: 360, height: 780 } });
  const title = `Weekly drop-in ${Date.now()}`;
  const first = await listed(api, title, { status: 'draft', repeat: { every: 'week', count: 3 } });
  const dates = first.series!.map(({ id }) => id);
  const state = () =>
    Promise.all(dates.map(async (id) => (await api.get<Event>(`/api/events/${id}`)).status));
  await page.goto(pathOf(first));
  await page.getByRole('button', { name: 'List it now' }).click();
  await page.getByLabel('This and the 2 later ones').check();
  await page.getByRole('dialog').getByRole('button', { name: 'List it' }).click();
  await expect(page.getByText('It is listed.')).toBeVisible();
  expect(await state()).toEqual(['listed', 'listed', 'listed']);

  const guest = await person({ as: 'newcomer' });
  for (const id of dates) await guest.api.put(`/api/events/${id}/rsvp`, { status: 'going' });
  await page.goto(`/events/${dates[1]}-x/edit`);
  await page.getByLabel('This and the later one').check();
  await page.getByLabel('Title').fill(`${title} anew`);
  await expect(page.getByText('1 person will be told, of each date that they come to.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${title} anew` })).toBeVisible();
  expect((await api.get<Event>(`/api/events/${dates[2]}`)).title).toBe(`${title} anew`);

  await page.getByRole('button', { name: 'Call off' }).click();
  await page.getByLabel('This and the later one').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Call off' }).click();
  await expect(page.getByText('This event is called off.')).toBeVisible();
  expect(await state()).toEqual(['listed', 'called_off', 'called_off']);
});

test('what the organisers ask is answered after the RSVP, and read by them alone', async ({ person }) => {
  const organiser = await person({ as: 'moderator' });
  const event = await listed(organiser.api, `Lunch and learn ${Date.now()}`, {
    questions: ['What do you eat?'],
    showsAttendees: true,
  });
  const { page } = await person({ as: 'newcomer', viewport: { width: 360, height: 780 } });
  const keys = new Keyboard(page);
  await page.goto(pathOf(event));
  await expect(page.getByLabel('What do you eat?')).toHaveCount(0);
  await keys.tabTo(page.getByRole('button', { name: 'I’m going' }));
  await keys.press('Enter');
  await expect(page.getByText(/^Only the organisers read your answers/)).toBeVisible();
  await keys.tabTo(page.getByLabel('What do you eat?'));
  await page.keyboard.type('Anything with beans');
  await keys.tabTo(page.getByRole('button', { name: 'Send answers' }));
  await keys.press('Enter');
  await expect(page.getByText('Your answers are with the organisers.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('What do you eat?')).toHaveValue('Anything with beans');

  await organiser.page.goto(pathOf(event));
  await expect(
    organiser.page.getByRole('definition').filter({ hasText: 'Anything with beans' }),
  ).toBeVisible();
  const fellow = await person({ as: 'public-librarian' });
  await fellow.page.goto(pathOf(event));
  await expect(fellow.page.getByRole('heading', { name: 'Who is coming' })).toBeVisible();
  await expect(fellow.page.getByText('Anything with beans')).toHaveCount(0);

  await keys.tabTo(page.getByRole('button', { name: 'Not going' }));
  await keys.press('Enter');
  await expect(page.getByText('You are not going.')).toBeVisible();
  await page.getByRole('button', { name: 'I’m going' }).click();
  await expect(page.getByLabel('What do you eat?')).toHaveValue('');
});

test('a draft is written as rich text, asks something, and is listed from its form', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const title = `Not ready ${Date.now()}`;
  const draft = await listed(api, title, {
    status: 'draft',
    format: 'in_person',
    body: 'It is *not* ready.',
  });
  await page.goto(pathOf(draft));
  await page.getByRole('button', { name: 'List it now' }).click();
  await expect(page.getByText('Something is missing yet.')).toBeVisible();
  await expect(page.locator('.ProseMirror em')).toHaveText('not');
  await page.getByRole('button', { name: 'List it now' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter where people should go.');
  await page.getByLabel('Place', { exact: true }).fill('Reading room');
  await page.locator('.ProseMirror').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Bring a ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('pencil');
  await page.getByText('More about it', { exact: true }).click();
  await page.getByRole('button', { name: 'Ask something' }).click();
  await expect(page.getByLabel('Question 1', { exact: true })).toBeFocused();
  await page.keyboard.type('?');
  await page.getByRole('button', { name: 'List it now' }).click();
  await expect(page.getByRole('alert')).toContainText('Write the question out');
  await page.getByLabel('Question 1', { exact: true }).fill('Which pencil?');
  await page.getByRole('button', { name: 'List it now' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByText('pencil')).toHaveCSS('font-weight', /[67]\d\d/);
  const event = await api.get<Event>(`/api/events/${draft.id}`);
  expect(event).toMatchObject({
    status: 'listed',
    body: 'It is _not_ ready. Bring a **pencil**',
    questions: [{ text: 'Which pencil?' }],
  });
});

test('with scripts off the events are found, narrowed and read', async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  await page.goto('/events');
  await page.getByLabel('Kind').selectOption({ label: 'Wellbeing event' });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/kind=wellbeing/);
  await expect(page.getByRole('link', { name: /Critical appraisal/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Quiet reading hour' }).first().click();
  await expect(page.getByText('Who comes to a wellbeing event is for its organisers alone.')).toBeVisible();
  await page.goto('/events?view=month');
  await page.getByRole('link', { name: 'Month after' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});

test('a member’s calendar address is shown once, and can be stopped', async ({ person }) => {
  const { page, api } = await person({ as: 'somebody new' });
  await page.goto('/events?view=mine');
  await page.getByRole('button', { name: 'Make my address' }).click();
  const address = page.getByLabel('Your calendar address');
  await expect(address).toBeFocused();
  const made = new URL(await address.inputValue()).pathname;
  expect((await api.ask('get', made)).status()).toBe(200);
  await page.getByRole('button', { name: 'Stop it' }).click();
  await expect(address).toHaveCount(0);
  expect((await api.ask('get', made)).status()).toBe(404);
});
