import { cleanText } from '../clean-text.ts'
import type { PlacedText } from '../formats/pdf-glyphs.ts'
import type { Recognized } from './recognizer.ts'

// Words of less than this (of 100) are mostly specks, rules and pictures taken for letters.
const leastConfidence = 30
// A page whose words are all doubtful holds a picture, not text.
const leastMean = 50

/**
 * Recognized words as texts placed on a page; `scale` is points per pixel. Lines of nearly one height count as one
 * size, because the box of a line ends where its letters do and not where its font does. Empty where nothing was
 * recognized with confidence.
 */
export function placedWords({ words }: Recognized, scale: number): PlacedText[] {
  const sure = words.filter(
    ({ text, confidence }) => confidence >= leastConfidence && cleanText(text).trim() !== '',
  )
  if (meanConfidence(sure) < leastMean) return []
  const heights = sure.map(({ height }) => height).toSorted((a, b) => a - b)
  const usual = heights[Math.floor(heights.length / 2)] ?? 0
  return sure.map(({ text, x, y, width, height }) => ({
    text: cleanText(text).trim(),
    box: { x: x * scale, y: y * scale, width: width * scale, height: height * scale },
    size: 0.8 * scale * (height > 1.6 * usual ? height : usual),
    direction: 'right',
    font: '',
  }))
}

/** How sure a page's words are in the mean, from 0 to 100, long words counting more; 0 without words. */
export function meanConfidence(words: Recognized['words']): number {
  let letters = 0
  let sum = 0
  for (const { text, confidence } of words) {
    letters += text.length
    sum += confidence * text.length
  }
  return letters === 0 ? 0 : sum / letters
}
