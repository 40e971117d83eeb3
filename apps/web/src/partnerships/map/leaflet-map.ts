import {
  DomEvent,
  divIcon,
  geoJSON,
  latLngBounds,
  layerGroup,
  map as leafletMap,
  marker,
  type GeoJSONOptions,
  type Path,
} from 'leaflet';
import type { GeoJsonObject } from 'geojson';
import { ZOOM_MAX } from '@fingerpost/contracts/limits';
import type { Nation } from '@fingerpost/contracts/nations';
import type { MapSight } from '../partnerships.api';
import shapes from './shapes.json';

/** One thing on the map: where, how it looks, what a screen reader says of it, and what it does. */
export interface Mark {
  lat: number;
  lon: number;
  look: 'town' | 'area' | 'nation' | 'cluster';
  text: string;
  label: string;
  stale: boolean;
  open: () => unknown;
  /** The nation that it covers whole. */
  covers?: Nation;
}
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}
export interface DirectoryLeaflet {
  draw(marks: readonly Mark[]): void;
  /** Shades what is covered, all of them for the United Kingdom; null takes the shade away. */
  shade(nation: Nation | null): void;
  lookAt(bounds: Bounds): void;
  zoomBy(steps: number): void;
  zoom(): number;
  whole(): void;
  focus(): void;
  remove(): void;
}

/** From Scilly to Shetland. */
const WHOLE = latLngBounds([49.8, -8.3], [60.9, 1.9]);
const ZOOM_MIN = 4;
/** Beyond the edges of the window, so that a small move shows what is there already. */
const PADDING = 0.25;
const SHAPE: GeoJSONOptions = {
  interactive: false,
  style: (feature) => ({
    className: feature?.properties.nation ? 'map-nation' : 'map-beside',
    // Colours come from the style sheet; these are Leaflet's own, as attributes, and give way to it.
    fill: true,
    stroke: true,
  }),
};

/** Leaflet on our own shapes: no tiles, no picture from afar, everything as SVG and plain elements. */
export function startMap(box: HTMLElement, onSight: (sight: MapSight) => void): DirectoryLeaflet {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = leafletMap(box, {
    zoomControl: false,
    attributionControl: false,
    // Between whole zooms, so that the whole of it fills whatever window there is.
    zoomSnap: 0.25,
    minZoom: ZOOM_MIN,
    maxZoom: ZOOM_MAX,
    maxBounds: WHOLE.pad(0.6),
    // A page is scrolled over a map more often than a map is zoomed: the buttons and the fingers do that.
    scrollWheelZoom: false,
    zoomAnimation: !calm,
    fadeAnimation: false,
    markerZoomAnimation: !calm,
    inertia: !calm,
  });
  map.fitBounds(WHOLE, { animate: false });
  const nations: [Nation, Element][] = [];
  geoJSON(shapes as unknown as GeoJsonObject, {
    ...SHAPE,
    onEachFeature: ({ properties }, layer) =>
      layer.on('add', () => {
        const drawn = (layer as Path).getElement();
        if (properties.nation && drawn) nations.push([properties.nation as Nation, drawn]);
      }),
  }).addTo(map);
  /** Stays shaded while its list is open, wherever the pointer goes. */
  let held: Nation | null = null;
  const shade = (covered: Nation | null) => {
    for (const [nation, drawn] of nations)
      drawn.classList.toggle('map-covered', covered === nation || covered === 'uk');
  };
  const marks = layerGroup().addTo(map);

  const told = () => {
    const zoom = Math.round(map.getZoom());
    const seen = map.getBounds().pad(PADDING);
    if (seen.contains(WHOLE)) return onSight({ zoom });
    onSight({
      zoom,
      box: [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()]
        .map((degrees, i) =>
          Math.min([180, 90, 180, 90][i]!, Math.max(-[180, 90, 180, 90][i]!, degrees)).toFixed(2),
        )
        .join(','),
    });
  };
  map.on('moveend', told);
  told();

  return {
    draw: (all) => {
      const focused = (document.activeElement as HTMLElement | null)?.dataset?.mark;
      marks.clearLayers();
      for (const mark of all) add(mark);
      // A marker that the keyboard stood on was drawn anew under the same name.
      if (focused !== undefined)
        box.querySelector<HTMLElement>(`[data-mark="${CSS.escape(focused)}"]`)?.focus();
    },
    shade: (nation) => {
      held = nation;
      shade(nation);
    },
    lookAt: ({ west, south, east, north }) =>
      void map.fitBounds(latLngBounds([south, west], [north, east]), {
        padding: [48, 48],
        maxZoom: ZOOM_MAX,
        animate: !calm,
      }),
    zoomBy: (steps) => void map.setZoom(map.getZoom() + steps, { animate: !calm }),
    zoom: () => map.getZoom(),
    whole: () => void map.fitBounds(WHOLE, { animate: !calm }),
    focus: () => box.focus(),
    remove: () => void map.remove(),
  };

  function add({ lat, lon, look, text, label, stale, open, covers }: Mark): void {
    const icon = divIcon({
      className: `pin pin-${look}${stale ? ' pin-stale' : ''}`,
      html: '',
      iconSize: undefined,
    });
    const layer = marker([lat, lon], { icon, keyboard: true, riseOnHover: true }).addTo(marks);
    const element = layer.getElement();
    if (!element) return;
    element.textContent = text;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', label);
    element.dataset.mark = label;
    layer.on('click', open);
    DomEvent.on(element, 'keydown', (event) => {
      const { key } = event as KeyboardEvent;
      if (key !== 'Enter' && key !== ' ') return;
      DomEvent.stop(event);
      void open();
    });
    if (covers) {
      for (const come of ['focus', 'pointerenter']) element.addEventListener(come, () => shade(covers));
      for (const go of ['blur', 'pointerleave']) element.addEventListener(go, () => shade(held));
    }
    // The map follows the keyboard, so that what is focused is seen.
    element.addEventListener('focus', () => {
      if (!map.getBounds().pad(-0.05).contains([lat, lon])) map.panTo([lat, lon], { animate: false });
    });
  }
}
