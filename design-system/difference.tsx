import type { ReactElement } from 'react'

/** A piece of a text that two versions share or that one of them has alone. */
export type DifferencePiece = { kind: 'same' | 'removed' | 'added'; text: string }

/** One side of a comparison: the old words with what went, or the new words with what came. */
export function Difference(props: { pieces: readonly DifferencePiece[]; side: 'old' | 'new' }): ReactElement {
  const own = props.side === 'old' ? 'removed' : 'added'
  return (
    <p className="text-sm whitespace-pre-wrap">
      {props.pieces
        .filter((piece) => piece.kind === 'same' || piece.kind === own)
        .map((piece, index) =>
          piece.kind === 'same' ? (
            <span key={index}>{piece.text}</span>
          ) : props.side === 'old' ? (
            <del key={index} className="rounded-[2px] bg-bad-soft text-bad">
              {piece.text}
            </del>
          ) : (
            <ins key={index} className="rounded-[2px] bg-good-soft text-good no-underline">
              {piece.text}
            </ins>
          ),
        )}
    </p>
  )
}
