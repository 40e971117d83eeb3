// Makes apps/web/src/partnerships/map/shapes.json anew: `node scripts/map-shapes.mjs`.
// Outlines of the United Kingdom's nations and of what lies beside them, from Natural Earth (public domain): the
// coasts by way of the package world-atlas, the two land borders within Great Britain from its map unit boundaries.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';

/** Degrees: about 250 m, which is two pixels at the closest zoom. */
const TOLERANCE = 0.0022;
/** Islets that no map of this size shows. */
const SMALLEST = 0.0015;

const require = createRequire(new URL('../apps/web/package.json', import.meta.url));
const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/countries-10m.json'), 'utf8'));
const rings = (id) => {
  const { geometry } = feature(
    atlas,
    atlas.objects.countries.geometries.find((country) => country.id === id),
  );
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(([outer]) => outer.slice(0, -1));
};

// From the sea to the sea, simplified by hand.
const SCOTTISH_BORDER = [
  [-2.023, 55.805],
  [-2.074, 55.794],
  [-2.085, 55.767],
  [-2.117, 55.742],
  [-2.167, 55.72],
  [-2.181, 55.702],
  [-2.236, 55.655],
  [-2.267, 55.645],
  [-2.319, 55.643],
  [-2.328, 55.629],
  [-2.3, 55.609],
  [-2.293, 55.599],
  [-2.276, 55.582],
  [-2.257, 55.549],
  [-2.217, 55.509],
  [-2.216, 55.496],
  [-2.191, 55.471],
  [-2.184, 55.454],
  [-2.211, 55.433],
  [-2.244, 55.422],
  [-2.285, 55.413],
  [-2.325, 55.398],
  [-2.346, 55.373],
  [-2.379, 55.355],
  [-2.413, 55.365],
  [-2.463, 55.36],
  [-2.552, 55.314],
  [-2.605, 55.276],
  [-2.626, 55.263],
  [-2.619, 55.239],
  [-2.644, 55.22],
  [-2.685, 55.191],
  [-2.719, 55.167],
  [-2.791, 55.144],
  [-2.822, 55.135],
  [-2.872, 55.093],
  [-2.922, 55.072],
  [-2.949, 55.044],
  [-2.977, 55.04],
  [-3.021, 55.053],
  [-3.032, 55.02],
  [-3.05, 54.982],
];
const WELSH_BORDER = [
  [-3.085, 53.259],
  [-3.02, 53.247],
  [-2.956, 53.216],
  [-2.918, 53.189],
  [-2.913, 53.17],
  [-2.957, 53.147],
  [-2.903, 53.107],
  [-2.864, 53.053],
  [-2.855, 53.023],
  [-2.818, 52.989],
  [-2.769, 52.982],
  [-2.727, 52.966],
  [-2.716, 52.942],
  [-2.718, 52.922],
  [-2.772, 52.902],
  [-2.795, 52.904],
  [-2.848, 52.937],
  [-2.878, 52.941],
  [-2.933, 52.934],
  [-2.963, 52.952],
  [-3.004, 52.95],
  [-3.08, 52.918],
  [-3.106, 52.893],
  [-3.128, 52.88],
  [-3.121, 52.859],
  [-3.152, 52.83],
  [-3.14, 52.796],
  [-3.082, 52.783],
  [-3.058, 52.766],
  [-3, 52.757],
  [-2.961, 52.734],
  [-2.974, 52.716],
  [-3.01, 52.711],
  [-3.028, 52.687],
  [-3.032, 52.655],
  [-3.067, 52.628],
  [-3.074, 52.607],
  [-3.116, 52.586],
  [-3.125, 52.571],
  [-3.108, 52.541],
  [-3.115, 52.529],
  [-3.083, 52.531],
  [-3.067, 52.545],
  [-3.02, 52.567],
  [-2.98, 52.55],
  [-2.981, 52.533],
  [-3.015, 52.513],
  [-3.031, 52.497],
  [-3.118, 52.491],
  [-3.195, 52.467],
  [-3.215, 52.446],
  [-3.209, 52.421],
  [-3.165, 52.399],
  [-3.104, 52.368],
  [-3.071, 52.347],
  [-2.957, 52.341],
  [-2.957, 52.328],
  [-2.999, 52.296],
  [-2.993, 52.28],
  [-2.959, 52.27],
  [-2.968, 52.258],
  [-3.019, 52.251],
  [-3.054, 52.23],
  [-3.067, 52.209],
  [-3.108, 52.173],
  [-3.099, 52.158],
  [-3.078, 52.156],
  [-3.082, 52.144],
  [-3.125, 52.129],
  [-3.101, 52.113],
  [-3.124, 52.076],
  [-3.088, 52.052],
  [-3.082, 52.035],
  [-3.08, 52.017],
  [-3.028, 51.963],
  [-2.995, 51.943],
  [-2.982, 51.923],
  [-2.942, 51.909],
  [-2.885, 51.928],
  [-2.776, 51.875],
  [-2.747, 51.851],
  [-2.735, 51.84],
  [-2.703, 51.839],
  [-2.659, 51.818],
  [-2.647, 51.822],
  [-2.654, 51.808],
  [-2.681, 51.772],
  [-2.67, 51.75],
  [-2.684, 51.722],
  [-2.664, 51.68],
  [-2.684, 51.662],
  [-2.673, 51.638],
  [-2.665, 51.617],
];

const area = (ring) =>
  Math.abs(
    ring.reduce(
      (sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y,
      0,
    ),
  ) / 2;
const middle = (ring) =>
  [0, 1].map((axis) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length);
const nearest = (ring, [x, y]) =>
  ring.reduce(
    (best, point, i) => {
      const away = (point[0] - x) ** 2 + (point[1] - y) ** 2;
      return away < best.away ? { i, away } : best;
    },
    { i: -1, away: Infinity },
  ).i;
/** Along a ring from one point to another, both included. */
const stretch = (ring, from, to) => {
  const out = [];
  for (let i = from; ; i = (i + 1) % ring.length) {
    out.push(ring[i]);
    if (i === to) return out;
  }
};

/** Cuts a ring in two along a border: both parts have it as their edge. */
function cut(ring, border) {
  const [start, end] = [nearest(ring, border[0]), nearest(ring, border.at(-1))];
  return [
    [...stretch(ring, end, start), ...border],
    [...stretch(ring, start, end), ...border.toReversed()],
  ];
}

/** Douglas and Peucker: leaves out what lies within the tolerance of a straight line. */
function simplified(points) {
  if (points.length < 3) return points;
  const [[ax, ay], [bx, by]] = [points[0], points.at(-1)];
  const length = Math.hypot(bx - ax, by - ay) || 1e-12;
  const off = ([x, y]) =>
    ax === bx && ay === by
      ? Math.hypot(x - ax, y - ay)
      : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
  const far = points
    .slice(1, -1)
    .reduce((best, point, i) => (off(point) > best.off ? { i: i + 1, off: off(point) } : best), {
      i: 0,
      off: 0,
    });
  if (far.off <= TOLERANCE) return [points[0], points.at(-1)];
  return [...simplified(points.slice(0, far.i + 1)).slice(0, -1), ...simplified(points.slice(far.i))];
}
const closed = (ring) => {
  const half = Math.floor(ring.length / 2);
  const round = [
    ...simplified(ring.slice(0, half + 1)).slice(0, -1),
    ...simplified([...ring.slice(half), ring[0]]),
  ];
  return round.map((point) => point.map((degrees) => Number(degrees.toFixed(3))));
};

const uk = rings('826').toSorted((a, b) => area(b) - area(a));
const [britain, ...islands] = uk;
const [north, south] = cut(britain, SCOTTISH_BORDER).toSorted((a, b) => middle(b)[1] - middle(a)[1]);
const [west, east] = cut(south, WELSH_BORDER).toSorted((a, b) => middle(a)[0] - middle(b)[0]);
const nations = { england: [east], scotland: [north], wales: [west], 'northern-ireland': [] };
for (const island of islands.filter((ring) => area(ring) > SMALLEST)) {
  const [lon, lat] = middle(island);
  if (lat > 54 && lat < 55.35 && lon < -5.3) nations['northern-ireland'].push(island);
  else if (lat > 55.3 || (lat > 54.6 && lon < -3.2)) nations.scotland.push(island);
  else if (lat > 51.6 && lon < -3.9 && lat < 53.6) nations.wales.push(island);
  else nations.england.push(island);
}
const beside = ['372', '833', '831', '832'].flatMap(rings).filter((ring) => area(ring) > SMALLEST);

const shape = (nation, all) => ({
  type: 'Feature',
  properties: { nation },
  geometry: { type: 'MultiPolygon', coordinates: all.map((ring) => [closed(ring)]) },
});
const features = [...Object.entries(nations).map(([nation, all]) => shape(nation, all)), shape(null, beside)];
const file = new URL('../apps/web/src/partnerships/map/shapes.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ type: 'FeatureCollection', features })}\n`);
