import { describe, expect, it } from 'vitest';
import type { Partnership } from '@fingerpost/contracts/partnerships';
import { NO_WORDS, toSend, wordsOf } from './partnership-words';
import { faultsOf, fieldOf, withoutEmptyRows } from './record-faults';

const said = {
  name: 'Example partnership',
  kind: 'network',
  aliases: ['EP'],
  nation: 'wales',
  scale: 'county',
  area: 'Powys',
  pin: { label: 'Powys', lat: 52.3, lon: -3.4, precision: 'area' },
  purpose: ['Share', 'Train'],
  formality: 'formal',
  formalityBasis: 'A memorandum',
  lifecycle: 'active',
  founded: { date: '2022-01', basis: 'Its page' },
  agreement: {
    type: 'mou',
    status: 'signed',
    signedOn: '2022',
    reviewDueOn: null,
    url: 'https://a.example/',
  },
  members: [{ name: 'Libraries', sector: 'public-library', evidence: 'page', collective: true, note: 'All' }],
  activityList: [{ kind: 'training', title: 'Searching', date: null, evidence: 'article' }],
  links: [{ title: 'Page', url: 'https://b.example/' }],
  sources: [{ title: 'Leaflet', url: null, supports: 'The members' }],
  tags: ['moU'],
  distinction: 'Not the other one',
};
const record = said as unknown as Partnership;
const valid = { ...NO_WORDS, name: 'Example', nation: 'wales', scale: 'city', area: 'Here' };

describe('a record in its form', () => {
  it('comes back as it went in', () => {
    expect(toSend(wordsOf(record))).toEqual(said);
  });

  it('keeps the evidence of what is named as before; another name is what a member says', () => {
    const words = wordsOf(record);
    words.members[0]!.note = 'Most';
    words.activityList[0]!.title = 'Searching days';
    words.members.push({ name: 'Hospice', sector: 'hospice' });
    expect(toSend(words).members!.map(({ evidence }) => evidence)).toEqual(['page', 'member']);
    expect(toSend(words).activityList![0]!.evidence).toBe('member');
  });

  it('has rows without words for no rows, and says which field of which row is amiss', () => {
    const words = structuredClone({
      ...valid,
      links: [
        { title: '', url: ' ' },
        { title: 'Page', url: 'nowhere' },
      ],
      activityList: [{ title: '', kind: 'pilot', date: '2024-13' }],
      members: [{ name: '', sector: '', collective: 'yes' }],
    });
    withoutEmptyRows(words);
    expect(faultsOf(words)).toEqual({
      'links.0.url': 'address',
      'activityList.0.title': 'required',
      'activityList.0.date': 'date',
    });
  });

  it('puts what the server refuses beside the field that shows it', () => {
    expect(
      ['pin.lat', 'agreement.signedOn', 'founded.date', 'aliases.3', 'links.1.url', 'name'].map(fieldOf),
    ).toEqual(['pinLat', 'agreementSignedOn', 'foundedDate', 'aliases', 'links.1.url', 'name']);
  });

  it('knows where the earth ends', () => {
    const there = { ...valid, pinLabel: 'Nowhere', pinLat: '90.5', pinLon: '-181' };
    expect(faultsOf(there)).toEqual({ pinLat: 'lat', pinLon: 'lon' });
    expect(faultsOf({ ...there, pinLat: '-90', pinLon: '180' })).toEqual({});
    expect(faultsOf({ ...there, pinLabel: '', pinLat: '', pinLon: '' })).toEqual({});
  });
});
