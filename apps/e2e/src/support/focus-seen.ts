export interface Seen {
  what: string;
  /** An outline of at least 2 px that differs 3:1 from the ground it stands on. */
  ring: boolean;
  inWindow: boolean;
  covered: boolean;
}

/** How the focused element is seen. Runs in the page, so it stands alone. */
export function focusSeen(): Seen {
  const focused = document.activeElement as HTMLElement;
  if (focused === document.body) return { what: 'nothing', ring: true, inWindow: true, covered: false };

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const rgba = (colour: string) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data] as [number, number, number, number];
  };
  const light = (colour: string) => {
    const [r, g, b] = rgba(colour)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
      number,
      number,
      number,
    ];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y) as [number, number];
    return (bright + 0.05) / (dark + 0.05);
  };
  const groundBehind = (element: Element): string => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgba(colour)[3] > 250) return colour;
    }
    return 'Canvas';
  };
  const ringed = (element: Element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return (
      outlineStyle !== 'none' &&
      parseFloat(outlineWidth) >= 2 &&
      contrast(outlineColor, groundBehind(element)) >= 3
    );
  };
  // A compound field, such as the composer, draws the ring around the whole of it.
  const rings = [focused, focused.parentElement, focused.parentElement?.parentElement].filter(
    (element) => element != null,
  );

  const [box] = focused.getClientRects();
  const points = box
    ? [
        [box.left + box.width / 2, box.top + Math.min(box.height, 600) / 2],
        [box.left + 2, box.top + 2],
        [box.right - 2, box.top + 2],
      ].filter(([x, y]) => x! >= 0 && x! < innerWidth && y! >= 0 && y! < innerHeight)
    : [];
  const covers = (at: Element | null) =>
    at !== null && at !== focused && !focused.contains(at) && !at.contains(focused);
  return {
    what: focused.outerHTML.slice(0, 200),
    ring: rings.some(ringed),
    inWindow: points.length > 0,
    covered: points.some(([x, y]) => covers(document.elementFromPoint(x!, y!))),
  };
}
