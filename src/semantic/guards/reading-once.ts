/** Keeps what was read of the last texts: one question meets several candidates, and a popular candidate several questions. */
export function readingOnce<Reading>(
  read: (text: string) => Reading,
  capacity = 256,
): (text: string) => Reading {
  const known = new Map<string, Reading>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const reading = read(text);
    if (known.size >= capacity)
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    known.set(text, reading);
    return reading;
  };
}
