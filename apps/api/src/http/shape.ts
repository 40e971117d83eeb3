import { z } from 'zod';

/** Gives a value without what its schema does not name: the value itself where there is nothing to take away. */
export type Shape = (value: unknown) => unknown;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const made = new WeakMap<z.ZodType, Shape | null>();

/**
 * The shape of a contract, or null where nothing inside of it can be too much. Taking away is not checking: that each
 * answer is what its contract says is seen by the tests, which hold all of them against the OpenAPI document. Parsing
 * did both for each request, and copied every answer, which cost a page of posts a tenth of all that it costs here.
 */
export function shapeOf(schema: z.ZodType): Shape | null {
  const known = made.get(schema);
  if (known !== undefined) return known;
  const shape = make(schema);
  made.set(schema, shape);
  return shape;
}

function make(schema: z.ZodType): Shape | null {
  if (schema instanceof z.ZodObject) return ofObject(schema);
  if (schema instanceof z.ZodArray) return ofArray(schema.element as z.ZodType);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return shapeOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return ofUnion(schema.options as z.ZodType[]);
  return null;
}

function ofObject(schema: z.ZodObject): Shape {
  const named = new Set(Object.keys(schema.shape));
  const inner = Object.entries(schema.shape).flatMap(([key, field]) => {
    const shape = shapeOf(field as z.ZodType);
    return shape ? [{ key, shape }] : [];
  });
  const pick = (value: Fields) => Object.fromEntries(Object.entries(value).filter(([key]) => named.has(key)));
  return (value) => {
    if (!isFields(value)) return value;
    let given = Object.keys(value).every((key) => named.has(key)) ? value : pick(value);
    for (const { key, shape } of inner) {
      const field = shape(value[key]);
      if (field === value[key]) continue;
      if (given === value) given = { ...value };
      given[key] = field;
    }
    return given;
  };
}

function ofArray(element: z.ZodType): Shape | null {
  const shape = shapeOf(element);
  if (!shape) return null;
  return (value) => {
    if (!Array.isArray(value)) return value;
    const items = value.map(shape);
    return items.some((item, place) => item !== value[place]) ? items : value;
  };
}

/** The first whose required fields are all there: what stands in a union is told apart by its keys. */
function ofUnion(options: readonly z.ZodType[]): Shape | null {
  const objects = options.filter((option) => option instanceof z.ZodObject);
  if (objects.length === 0) return null;
  const choices = objects.map((option) => ({
    required: Object.entries(option.shape).flatMap(([key, field]) =>
      field instanceof z.ZodOptional ? [] : [key],
    ),
    shape: ofObject(option),
  }));
  return (value) => {
    if (!isFields(value)) return value;
    const choice = choices.find(({ required }) => required.every((key) => value[key] !== undefined));
    if (!choice) throw new Error('The answer is none of those that its contract allows.');
    return choice.shape(value);
  };
}
