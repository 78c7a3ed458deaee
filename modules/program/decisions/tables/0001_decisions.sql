-- compatible
create table decisions (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null check (length(title) between 1 and 500),
  description text,
  category text,
  rationale text not null check (length(rationale) > 0),
  alternatives text,
  impact text,
  impacted_modules text[],
  decided_by uuid references users,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected', 'superseded')),
  decided_on date,
  effective_on date,
  review_on date,
  superseded_by uuid,
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  foreign key (org_id, superseded_by) references decisions,
  check ((state = 'superseded') = (superseded_by is not null)),
  check (superseded_by <> id),
  check (state <> 'approved' or decided_on is not null)
);
create index decisions_for_review on decisions (org_id, project_id, review_on) where review_on is not null;

create table decision_participants (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  decision_id uuid not null,
  stakeholder_id uuid,
  user_id uuid references users,
  name text,
  role text not null check (role in ('decides', 'approves', 'consulted', 'informed')),
  approval text not null default 'pending' check (approval in ('pending', 'approved', 'rejected', 'not_needed')),
  approved_at timestamptz,
  approval_note text,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, decision_id) references decisions,
  foreign key (org_id, stakeholder_id) references entities,
  check (user_id is not null or stakeholder_id is not null or name is not null),
  check (approval not in ('approved', 'rejected') or approved_at is not null)
);
create unique index decision_participants_once on decision_participants (org_id, decision_id, user_id) where user_id is not null;
