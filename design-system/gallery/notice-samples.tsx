import { useState, type ReactElement } from 'react'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { MergeDialog } from '../merge-dialog.tsx'
import { Banner, EmptyNotice, ErrorNotice, Loading } from '../notices.tsx'
import { useToast } from '../toast.tsx'
import type { Sample } from './sample.ts'

const Notices = (): ReactElement => (
  <div className="grid w-full gap-3 lg:grid-cols-3">
    <div className="rounded border border-line">
      <EmptyNotice title="Nothing here yet" text="What to do about it.">
        <Button look="primary">Begin</Button>
      </EmptyNotice>
    </div>
    <div className="rounded border border-line">
      <ErrorNotice title="This could not be loaded" text="Try again in a minute." reference="Request 0190-77">
        <Button icon="retry">Try again</Button>
      </ErrorNotice>
    </div>
    <div className="rounded border border-line">
      <Loading label="Loading" />
    </div>
  </div>
)

const Banners = (): ReactElement => (
  <div className="flex w-full flex-col gap-2">
    <Banner tone="accent">You see this as it was last week.</Banner>
    <Banner tone="attention">
      The connection is lost. What you type stays here. <Button size="small">Try again</Button>
    </Banner>
    <Banner tone="bad">The session is over.</Banner>
  </div>
)

function Dialogs(): ReactElement {
  const [open, setOpen] = useState<'plain' | 'merge'>()
  const announce = useToast()
  const close = () => setOpen(undefined)
  return (
    <>
      <Button onClick={() => setOpen('plain')}>Open a dialog</Button>
      <Button onClick={() => setOpen('merge')}>Open a merge</Button>
      <Button onClick={() => announce('3 records changed', { undo: close })}>Say something</Button>
      <Button onClick={() => announce('That did not work', { tone: 'bad', detail: 'And why' })}>
        Complain
      </Button>
      <Dialog
        open={open === 'plain'}
        onClose={close}
        title="A dialog"
        closeLabel="Close"
        footer={<Button look="primary">Save</Button>}
      >
        What it asks.
      </Dialog>
      {open === 'merge' ? (
        <MergeDialog
          title="Someone else changed this too"
          text="Choose what is to stand."
          words={{
            mine: 'What you wrote',
            theirs: 'What is there now',
            before: 'Before',
            apply: 'Save',
            cancel: 'Cancel',
            close: 'Close',
          }}
          choices={[
            { id: 'title', label: 'Title', mine: 'Late delivery', theirs: 'Late parts', before: 'Late' },
            { id: 'owner', label: 'Owner', mine: 'Ann', theirs: 'Bo', before: 'nobody' },
          ]}
          onApply={close}
          onClose={close}
        />
      ) : null}
    </>
  )
}

/** Empty, loading, failed, offline; dialogs and toasts. */
export const noticeSamples: Sample[] = [
  { id: 'notices', name: 'Empty, failed, loading', Show: Notices },
  { id: 'banners', name: 'Banners', Show: Banners },
  { id: 'dialogs', name: 'Dialogs and toasts', Show: Dialogs },
]
