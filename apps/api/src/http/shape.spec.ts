import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shapeOf } from './shape.js';

const Person = z.object({ id: z.number(), name: z.string() });
const Thing = z.object({
  title: z.string(),
  author: Person.nullable(),
  tags: z.array(z.string()),
  told: z.array(Person).optional(),
  subject: z.union([
    z.object({ kind: z.string(), path: z.string() }),
    z.object({ kind: z.string(), at: z.string() }),
  ]),
});
const shape = shapeOf(Thing)!;

const exact = () => ({
  title: 'One',
  author: { id: 1, name: 'A' },
  tags: ['a'],
  told: [{ id: 2, name: 'B' }],
  subject: { kind: 'x', at: 'y' },
});

describe('the shape of a contract', () => {
  it('gives back the very thing where there is nothing to take away', () => {
    const thing = exact();
    expect(shape(thing)).toBe(thing);
    expect(shape({ ...thing, author: null, told: undefined })).toEqual({
      ...thing,
      author: null,
      told: undefined,
    });
  });

  it('takes away what is not named, at every depth, and leaves what it was given as it was', () => {
    const more = {
      ...exact(),
      secret: 1,
      author: { id: 1, name: 'A', email: 'a@demo.example' },
      told: [{ id: 2, name: 'B', email: 'b@demo.example' }],
      subject: { kind: 'x', at: 'y', path: undefined, hidden: true },
    };
    const before = structuredClone(more);
    const given = shape(more);
    expect(given).toEqual(exact());
    expect(JSON.stringify(given)).not.toMatch(/secret|email|hidden/);
    expect(more).toEqual(before);
  });

  it('takes away what parsing takes away', () => {
    const more = { ...exact(), secret: 1, told: [{ id: 2, name: 'B', email: 'b@demo.example' }] };
    expect(shape(more)).toEqual(Thing.parse(more));
  });

  it('refuses what is none of a union', () => {
    expect(() => shape({ ...exact(), subject: { kind: 'x' } })).toThrow('none of those');
  });

  it('has nothing to do where nothing can be too much', () => {
    expect(shapeOf(z.array(z.string()))).toBeNull();
  });
});
