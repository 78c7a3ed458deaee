import { useEffect, useState, type RefObject } from 'react'
import type { TextBlock } from '../../api/artifacts.ts'
import type { Words } from '../../api/words.ts'
import { findWords, selectedWords, wholeWords } from './words-selected.ts'

/** The words of a source that are selected in it, in its text or on its pages; kept while a dialog about them is open. */
export function useWords(
  scroller: RefObject<HTMLElement | null>,
  source: { text: string; blocks: readonly TextBlock[] } | undefined,
): { words: Words | undefined; set: (words: Words) => void; clear: () => void } {
  const [words, setWords] = useState<Words>()
  useEffect(() => {
    const look = () => {
      const element = scroller.current
      const selection = document.getSelection()
      if (!element || !source || document.querySelector('dialog[open]')) return
      const within = selection?.anchorNode ? element.contains(selection.anchorNode) : false
      // a press on the bar for the words ends the selection and is still about it
      if (!within) {
        if (!document.activeElement?.closest('[role="toolbar"]')) setWords(undefined)
        return
      }
      if (selection?.isCollapsed) return setWords(undefined)
      const found = selectedWords(selection, element) ?? wordsOnPage(selection, source)
      setWords(found && wholeWords(source.text, found))
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [scroller, source])
  return {
    words,
    set: setWords,
    clear: () => {
      document.getSelection()?.removeAllRanges()
      setWords(undefined)
    },
  }
}

function wordsOnPage(
  selection: Selection | null,
  source: { text: string; blocks: readonly TextBlock[] },
): Words | undefined {
  const anchor = selection?.anchorNode?.parentElement?.closest<HTMLElement>('[data-page]')
  if (!selection || !anchor || selection.isCollapsed) return undefined
  const page = Number(anchor.dataset['page'])
  const own = source.blocks.filter((block) => block.page === page)
  const [first, last] = [own[0], own.at(-1)]
  const said = selection.toString()
  return (
    (first && last ? findWords(source.text, said, first.start, last.end) : undefined) ??
    findWords(source.text, said, 0, source.text.length)
  )
}
