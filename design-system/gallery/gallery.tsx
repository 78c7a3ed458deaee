import type { ReactElement } from 'react'
import { NamePlate } from '../name-plate.tsx'
import { chartSamples } from './chart-samples.tsx'
import { controlSamples } from './control-samples.tsx'
import { listSamples } from './list-samples.tsx'
import { noticeSamples } from './notice-samples.tsx'
import type { Sample } from './sample.ts'

/** Every component in every state it has. */
export const samples: Sample[] = [...controlSamples, ...noticeSamples, ...listSamples, ...chartSamples]

/** All samples on one page, or one of them alone: what people look at, and what checks run over. */
export function Gallery({ only }: { only?: string | undefined }): ReactElement {
  const shown = samples.filter(({ id, alone }) => (only === undefined ? !alone : only === id))
  return (
    <main className="flex h-full flex-col gap-8 overflow-y-auto p-6">
      <h1>
        <NamePlate name="Throughline" size={24} />
      </h1>
      {shown.map((sample) => (
        <section
          key={sample.id}
          id={sample.id}
          data-sample={sample.id}
          data-drawn={sample.drawn}
          className="flex flex-col gap-3"
        >
          <h2 className="border-b border-line pb-1 text-sm font-strong">{sample.name}</h2>
          <div className={sample.tall ? 'flex h-80 flex-col' : 'flex flex-wrap items-start gap-3'}>
            <sample.Show />
          </div>
        </section>
      ))}
    </main>
  )
}
