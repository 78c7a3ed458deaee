import { useState, type ReactElement } from 'react'
import { Avatar } from '../avatar.tsx'
import { Badge, Count, LevelMark, StateMark } from '../badge.tsx'
import { Button, IconButton } from '../button.tsx'
import { Chip } from '../chip.tsx'
import { ChoiceList } from '../choice-list.tsx'
import { Field } from '../field.tsx'
import { Checkbox, SearchInput, Select, TextArea, TextInput } from '../inputs.tsx'
import { KeyCap } from '../key-cap.tsx'
import { MentionInput } from '../mention-input.tsx'
import { ProgressBar } from '../progress-bar.tsx'
import { Segmented } from '../segmented.tsx'
import { Tabs } from '../tabs.tsx'
import { Text } from '../text.tsx'
import { TimeSlider } from '../time-slider.tsx'
import type { Tone } from '../tone.ts'
import type { Sample } from './sample.ts'

const tones: Tone[] = ['good', 'attention', 'bad', 'unknown', 'accent', 'plain']
const none = () => undefined

const Buttons = (): ReactElement => (
  <>
    <Button look="primary">Primary</Button>
    <Button>Plain</Button>
    <Button look="quiet">Quiet</Button>
    <Button look="danger">Danger</Button>
    <Button icon="plus" shortcut="C">
      With a key
    </Button>
    <Button disabled>Disabled</Button>
    <Button busy>Busy</Button>
    <Button size="small">Small</Button>
    <Button size="large">Large</Button>
    <IconButton icon="columns" label="Columns" />
    <IconButton icon="columns" label="Pressed" pressed />
  </>
)

const Fields = (): ReactElement => (
  <div className="grid w-full max-w-2xl gap-4 sm:grid-cols-2">
    <Field label="Empty" optionalText="optional">
      {(control) => <TextInput {...control} placeholder="Placeholder" />}
    </Field>
    <Field label="Filled" hint="A hint that says what belongs here." required>
      {(control) => <TextInput {...control} defaultValue="A value" />}
    </Field>
    <Field label="Wrong" error="This is not a date such as 2026-03-31.">
      {(control) => <TextInput {...control} defaultValue="yesterday" />}
    </Field>
    <Field label="Disabled">{(control) => <TextInput {...control} disabled defaultValue="Fixed" />}</Field>
    <Field label="A choice">
      {(control) => (
        <Select {...control}>
          <option>Medium</option>
        </Select>
      )}
    </Field>
    <Field label="A date">
      {(control) => <TextInput {...control} type="date" defaultValue="2026-03-31" />}
    </Field>
    <Field label="Several lines">
      {(control) => <TextArea {...control} defaultValue={'One line\nand another'} />}
    </Field>
    <div className="flex flex-col gap-3">
      <Checkbox label="Ticked" defaultChecked />
      <Checkbox label="Not ticked" />
      <SearchInput label="Find" placeholder="Find" />
    </div>
  </div>
)

function Choices(): ReactElement {
  const [one, setOne] = useState('a')
  const [tab, setTab] = useState('first')
  return (
    <div className="flex w-full max-w-2xl flex-col gap-4">
      <Segmented
        label="One of three"
        value={one}
        onChange={setOne}
        options={[
          { value: 'a', label: 'Table' },
          { value: 'b', label: 'Board' },
          { value: 'c', label: 'Calendar' },
        ]}
      />
      <ChoiceList
        label="With a note"
        value={one}
        onChange={setOne}
        options={[
          { value: 'a', label: 'The first', note: 'What it brings' },
          { value: 'b', label: 'The second', note: 'What that brings' },
        ]}
      />
      <Tabs
        label="Tabs"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'first', label: 'First', count: 3, content: <p className="p-4">The first content</p> },
          { id: 'second', label: 'Second', content: <p className="p-4">The second content</p> },
        ]}
      />
    </div>
  )
}

const Words = (): ReactElement => (
  <div className="flex flex-col gap-2">
    <Text look="title">Title 20 px</Text>
    <Text look="heading">Heading 16 px</Text>
    <Text>Body 14 px, tabular figures 1,234,567.89</Text>
    <Text look="muted">Muted</Text>
    <Text look="faint">Faint</Text>
    <Text look="label">Label</Text>
    <Text look="code">code 0123</Text>
    <span className="flex flex-wrap gap-2">
      {tones.map((tone) => (
        <Badge key={tone} tone={tone}>
          {tone}
        </Badge>
      ))}
    </span>
    <span className="flex flex-wrap gap-4">
      {tones.map((tone) => (
        <StateMark key={tone} tone={tone}>
          {tone}
        </StateMark>
      ))}
    </span>
    <span className="flex flex-wrap gap-4">
      {(['good', 'good', 'attention', 'bad', 'bad'] as const).map((tone, at) => (
        <LevelMark key={at} tone={tone} level={at + 1} of={5}>
          {at + 1} of 5
        </LevelMark>
      ))}
    </span>
    <span className="flex items-center gap-3">
      <Avatar name="Ann Berg" />
      <Avatar name="Portal" square />
      <Count>42</Count>
      <KeyCap>K</KeyCap>
      <Chip removeLabel="Remove" onRemove={none}>
        State is open
      </Chip>
    </span>
  </div>
)

function Writing(): ReactElement {
  const [value, setValue] = useState('Could you look at this, @an')
  return (
    <div className="w-full max-w-md pt-24">
      <MentionInput
        label="Comment"
        placeholder="Write a comment"
        value={value}
        onChange={setValue}
        onSend={none}
        begun={(before) => /@(\w*)$/.exec(before)?.[1]}
        people={[
          { id: '1', name: 'Ann Berg', token: 'ann@example.org' },
          { id: '2', name: 'Anton Cruz', token: 'anton@example.org' },
        ]}
      />
    </div>
  )
}

const Progress = (): ReactElement => (
  <div className="flex w-full max-w-md flex-col gap-4">
    <ProgressBar label="Under way" value={0.4} />
    <TimeSlider
      label="Versions"
      count={7}
      at={4}
      text="The fifth version"
      first="1 Mar 2026"
      last="Now"
      onChange={none}
    />
  </div>
)

/** Controls and words. */
export const controlSamples: Sample[] = [
  { id: 'buttons', name: 'Buttons', Show: Buttons },
  { id: 'fields', name: 'Fields', Show: Fields },
  { id: 'choices', name: 'Choices and tabs', Show: Choices },
  { id: 'words', name: 'Text, tones, badges', Show: Words },
  { id: 'writing', name: 'Writing with mentions', Show: Writing },
  { id: 'progress', name: 'Progress and time', Show: Progress },
]
