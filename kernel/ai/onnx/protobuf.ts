/**
 * The little of the protobuf wire format that writing a message takes (protobuf.dev, "Encoding"): whole numbers,
 * 32-bit floats and length-delimited fields. Absent and empty parts are the caller's to leave out.
 */
const lengthDelimited = 2
const fixed32 = 5

/** A whole number from 0 to 2^53 − 1 as a varint. */
export const varint = (value: number): Uint8Array => {
  const bytes: number[] = []
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return Uint8Array.from([...bytes, rest])
}

const tag = (field: number, wire: number): Uint8Array => varint(field * 8 + wire)

/** A field that holds a whole number of at least 0. */
export const whole = (field: number, value: number): Uint8Array =>
  Buffer.concat([tag(field, 0), varint(value)])

/** A field that holds a 32-bit float. */
export const float = (field: number, value: number): Uint8Array => {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return Buffer.concat([tag(field, fixed32), bytes])
}

/** A field that holds bytes, among them those of another message. */
export const bytes = (field: number, value: Uint8Array): Uint8Array =>
  Buffer.concat([tag(field, lengthDelimited), varint(value.length), value])

/** A field that holds text. */
export const text = (field: number, value: string): Uint8Array => bytes(field, Buffer.from(value, 'utf8'))

/** Fields one after the other: a message. */
export const message = (...fields: readonly Uint8Array[]): Uint8Array => Buffer.concat(fields)
