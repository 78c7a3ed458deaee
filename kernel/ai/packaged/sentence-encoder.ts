import { writeModel, type Constant, type Graph, type GraphNode } from '../onnx/model-writer.ts'

/** Reads a weight of the packaged model by its name there: 32-bit floats, and their shape. */
export type WeightOf = (name: string) => { values: Float32Array; shape: readonly number[] }

/** Tokens that the model reads; the rest of a text is ignored. */
export const maxTokens = 128

/** Attention heads of each layer. */
const heads = 4

const encoder = 'module_apply_default/Encoder_en'
const stack = `${encoder}/KonaTransformer/Encode`
const raw = 'module/Encoder_en'

/**
 * The packaged model as an ONNX graph, with the weights that the package brings: the Universal Sentence Encoder Lite
 * is a transformer of two layers (pre-norm, four heads, ReLU) over 256-dimensional pieces of words with a timing
 * signal, the mean of whose positions goes through one tanh layer and is brought to length 1 (Cer et al. 2018). Names
 * and order of the operations follow the package's own graph, of which this is the same function without what keeps
 * its sparse inputs apart.
 *
 * Inputs: `ids` and `mask` (1 for a token, 0 for padding), both `[texts, tokens]`, and `timing` `[tokens, 256]` as
 * {@link timingSignal} gives it. Output: `vectors` `[texts, 512]`.
 */
export const sentenceEncoder = (weightOf: WeightOf): Uint8Array => writeModel(graphOf(weightOf))

/** Sines and cosines of positions (Vaswani et al. 2017, "Attention is all you need", section 3.5), row by row. */
export const timingSignal = (weightOf: WeightOf, tokens: number): Float32Array => {
  const { values } = weightOf(`${stack}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`)
  const width = values.length * 2
  return Float32Array.from({ length: tokens * width }, (_, at) => {
    const [position, column] = [Math.floor(at / width), at % width]
    const angle = Math.fround(position * (values[column % values.length] ?? 0))
    return column < values.length ? Math.sin(angle) : Math.cos(angle)
  })
}

const graphOf = (weightOf: WeightOf): Graph => {
  const nodes: GraphNode[] = []
  const constants: Constant[] = []
  const scalars = new Map<string, string>()
  const op = (
    operator: string,
    inputs: readonly string[],
    attributes: GraphNode['attributes'] = {},
  ): string => {
    const output = `${operator} ${nodes.length}`
    nodes.push({ operator, inputs, outputs: [output], attributes })
    return output
  }
  const weight = (name: string, shape?: readonly number[]): string => {
    const found = weightOf(name)
    constants.push({ name, values: found.values, shape: shape ?? found.shape })
    return name
  }
  const scalar = (value: number): string => {
    const name = `number ${value}`
    if (!scalars.has(name)) constants.push({ name, values: Float32Array.of(value), shape: [] })
    scalars.set(name, name)
    return name
  }
  const whole = (...values: number[]): string => {
    const name = `whole ${values.join(' ')}`
    if (!scalars.has(name))
      constants.push({ name, values: BigInt64Array.from(values, BigInt), shape: [values.length] })
    scalars.set(name, name)
    return name
  }
  const dense = (x: string, kernel: string, bias: string, shape?: readonly number[]): string =>
    op('Add', [op('MatMul', [x, weight(kernel, shape)]), weight(bias)])
  const normed = (x: string, at: string): string =>
    op(
      'LayerNormalization',
      [
        x,
        weight(`${at}/layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat`),
        weight(`${at}/layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat`),
      ],
      { axis: -1, epsilon: { float: 1e-6 } },
    )
  const ignored = op('Mul', [op('Sub', [scalar(1), op('Unsqueeze', ['mask', whole(1, 2)])]), scalar(-1e9)])

  const attention = (x: string, layer: string, width: number): string => {
    const at = `${stack}/${layer}/TransformerLayer/MultiheadAttention`
    const kernel = (name: string): string =>
      `${raw}/KonaTransformer/Encode/${layer}/TransformerLayer/MultiheadAttention/${name}/kernel/part_0`
    const both = dense(
      x,
      kernel('qkv_transform_single'),
      `${at}/qkv_transform_single/bias/ConcatPartitions/concat`,
      [width, width * 3],
    )
    const parts = ['q', 'k', 'v'].map((name) => `${layer} ${name}`)
    nodes.push({ operator: 'Split', inputs: [both], outputs: parts, attributes: { axis: 2 } })
    const [q = '', k = '', v = ''] = parts.map((part) =>
      op('Reshape', [part, whole(0, 0, heads, width / heads)]),
    )
    const asked = op('Mul', [op('Transpose', [q], { perm: [0, 2, 1, 3] }), scalar((width / heads) ** -0.5)])
    const likeness = op('MatMul', [asked, op('Transpose', [k], { perm: [0, 2, 3, 1] })])
    const shares = op('Softmax', [op('Add', [likeness, ignored])], { axis: -1 })
    const mixed = op('MatMul', [shares, op('Transpose', [v], { perm: [0, 2, 1, 3] })])
    const joined = op('Reshape', [op('Transpose', [mixed], { perm: [0, 2, 1, 3] }), whole(0, 0, width)])
    return dense(
      joined,
      kernel('output_transform_single'),
      `${at}/output_transform_single/bias/ConcatPartitions/concat`,
      [width, 512],
    )
  }
  const forward = (x: string, layer: string): string => {
    const at = `${stack}/${layer}/TransformerLayer/FFN`
    const part = (name: string): [string, string] => [
      `${stack}/TransformerStack/${layer}/TransformerLayer/FFN/${name}/Tensordot/Reshape_1`,
      `${at}/${name}/bias/ConcatPartitions/concat`,
    ]
    const inner = op('Relu', [dense(normed(x, at), ...part('conv1'))])
    return op('Add', [dense(inner, ...part('conv2')), x])
  }

  const pieces = op('Gather', [weight(`${raw.replace('/Encoder_en', '')}/Embeddings_en`), 'ids'])
  const placed = op('Add', [pieces, op('Add', [pieces, 'timing'])])
  const first = `${stack}/Layer_0/TransformerLayer`
  const carried = dense(
    placed,
    `${first}/dense/kernel/ConcatPartitions/concat`,
    `${first}/dense/bias/ConcatPartitions/concat`,
  )
  const x1 = forward(op('Add', [attention(normed(placed, first), 'Layer_0', 256), carried]), 'Layer_0')
  const second = `${stack}/Layer_1/TransformerLayer`
  const x2 = forward(op('Add', [attention(normed(x1, second), 'Layer_1', 512), x1]), 'Layer_1')
  const sum = op('ReduceSum', [op('Mul', [x2, op('Unsqueeze', ['mask', whole(2)])]), whole(1)], {
    keepdims: 0,
  })
  const mean = op('Div', [sum, op('Max', [op('ReduceSum', ['mask', whole(1)], { keepdims: 1 }), scalar(1)])])
  const last = op('Tanh', [
    dense(mean, `${raw}/hidden_layers/tanh_layer_0/weights`, `${raw}/hidden_layers/tanh_layer_0/bias`),
  ])
  const square = op('ReduceSum', [op('Mul', [last, last]), whole(1)], { keepdims: 1 })
  nodes.push({
    operator: 'Div',
    inputs: [last, op('Sqrt', [op('Max', [square, scalar(1e-12)])])],
    outputs: ['vectors'],
  })
  return {
    name: 'sentence encoder',
    nodes,
    constants,
    inputs: [
      { name: 'ids', type: 'int64', shape: ['texts', 'tokens'] },
      { name: 'mask', type: 'float', shape: ['texts', 'tokens'] },
      { name: 'timing', type: 'float', shape: ['tokens', 256] },
    ],
    outputs: [{ name: 'vectors', type: 'float', shape: ['texts', 512] }],
  }
}
