import { bytes, float, message, text, whole } from './protobuf.ts'

/**
 * Writes graphs in the ONNX format (onnx/onnx.proto of the ONNX project, whose field numbers stand here), so that
 * models whose weights come in another form run in ONNX Runtime. Only what such graphs need.
 */

/** Element types by their number in the format. */
export const elementType = { float: 1, int64: 7, bool: 9 } as const

/** A constant of a graph. */
export interface Constant {
  name: string
  shape: readonly number[]
  values: Float32Array | BigInt64Array
}

/** An attribute of a node: a whole number, a list of them, or a float (`{ float: … }`). */
export type Attribute = number | readonly number[] | { float: number }

/** One operation: `operator` by its name in the ONNX operator set. */
export interface GraphNode {
  operator: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes?: Readonly<Record<string, Attribute>>
}

/** An input or output: a text in its shape names a dimension that is known only when the graph runs. */
export interface Port {
  name: string
  type: keyof typeof elementType
  shape: readonly (number | string)[]
}

/** A whole graph. */
export interface Graph {
  name: string
  nodes: readonly GraphNode[]
  constants: readonly Constant[]
  inputs: readonly Port[]
  outputs: readonly Port[]
}

const formatVersion = 8
const operatorSet = 17

/** The bytes of an `.onnx` file with this graph. */
export const writeModel = (graph: Graph): Uint8Array =>
  message(
    whole(1, formatVersion),
    text(2, 'throughline'),
    bytes(8, message(text(1, ''), whole(2, operatorSet))),
    bytes(
      7,
      message(
        ...graph.nodes.map((node) => bytes(1, nodeOf(node))),
        text(2, graph.name),
        ...graph.constants.map((constant) => bytes(5, tensorOf(constant))),
        ...graph.inputs.map((port) => bytes(11, portOf(port))),
        ...graph.outputs.map((port) => bytes(12, portOf(port))),
      ),
    ),
  )

const nodeOf = ({ operator, inputs, outputs, attributes = {} }: GraphNode): Uint8Array =>
  message(
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attributeOf(name, value))),
  )

const attributeTypes = { float: 1, int: 2, ints: 7 }

const attributeOf = (name: string, value: Attribute): Uint8Array => {
  if (typeof value === 'number')
    return message(text(1, name), signed(3, value), whole(20, attributeTypes.int))
  if ('float' in value) return message(text(1, name), float(2, value.float), whole(20, attributeTypes.float))
  return message(text(1, name), ...value.map((each) => signed(8, each)), whole(20, attributeTypes.ints))
}

/** Negative numbers (an axis counted from the end) are varints of ten bytes, in two's complement. */
const signed = (field: number, value: number): Uint8Array => {
  if (value >= 0) return whole(field, value)
  const [start] = whole(field, 0)
  const digits = Array.from({ length: 10 }, (_, at) =>
    Number((BigInt.asUintN(64, BigInt(value)) >> BigInt(7 * at)) & 0x7fn),
  )
  return Uint8Array.from([start ?? 0, ...digits.map((digit, at) => (at < 9 ? digit + 128 : digit))])
}

const tensorOf = ({ name, shape, values }: Constant): Uint8Array =>
  message(
    ...shape.map((size) => whole(1, size)),
    whole(2, values instanceof Float32Array ? elementType.float : elementType.int64),
    text(8, name),
    bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  )

const portOf = ({ name, type, shape }: Port): Uint8Array => {
  const dimensions = shape.map((size) => bytes(1, typeof size === 'number' ? whole(1, size) : text(2, size)))
  const tensor = message(whole(1, elementType[type]), bytes(2, message(...dimensions)))
  return message(text(1, name), bytes(2, bytes(1, tensor)))
}
