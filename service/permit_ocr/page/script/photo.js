// The photo in this page's memory, and pieces cut out of it.

export async function openPhoto(blob) {
  const url = URL.createObjectURL(blob);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    URL.revokeObjectURL(url);
    return { blob, url: "", image: null, width: 0, height: 0 };
  }
  // Upright already: browsers turn pictures by their EXIF orientation, as the service does.
  return { blob, url, image, width: image.naturalWidth, height: image.naturalHeight };
}

export const closePhoto = (photo) => photo?.url && URL.revokeObjectURL(photo.url);

const HEIGHT = 72; // pixels of a strip: enough for screens with two pixels for one

// The part of the photo inside a quad, turned upright, as a canvas.
export function cutStrip(photo, [topLeft, topRight, , bottomLeft]) {
  const across = [topRight[0] - topLeft[0], topRight[1] - topLeft[1]];
  const down = [bottomLeft[0] - topLeft[0], bottomLeft[1] - topLeft[1]];
  const canvas = document.createElement("canvas");
  canvas.height = HEIGHT;
  canvas.width = Math.max(1, Math.round((HEIGHT * Math.hypot(...across)) / Math.max(1, Math.hypot(...down))));
  const area = across[0] * down[1] - across[1] * down[0];
  if (!area || !photo.image) return canvas;
  const [w, h] = [canvas.width / area, canvas.height / area];
  const [a, c] = [down[1] * w, -down[0] * w];
  const [b, d] = [-across[1] * h, across[0] * h];
  const context = canvas.getContext("2d");
  context.setTransform(a, b, c, d, -(a * topLeft[0] + c * topLeft[1]), -(b * topLeft[0] + d * topLeft[1]));
  context.drawImage(photo.image, 0, 0);
  return canvas;
}
