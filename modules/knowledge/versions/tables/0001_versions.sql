-- compatible
-- what became of the passages of a file when a newer version of it came
create table version_comparisons (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  old_id uuid not null,
  new_id uuid not null,
  unchanged integer not null check (unchanged >= 0),
  compared_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, new_id, old_id),
  foreign key (org_id, old_id) references artifacts,
  foreign key (org_id, new_id) references artifacts
);

-- offsets are UTF-16, half-open, into the texts of the older and of the newer file
create table passage_changes (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  comparison_id uuid not null,
  position integer not null check (position >= 0),
  change text not null check (change in ('changed', 'reworded', 'moved', 'removed', 'added')),
  old_start integer,
  old_end integer,
  new_start integer,
  new_end integer,
  old_words text,
  new_words text,
  similarity real not null check (similarity between 0 and 1),
  primary key (org_id, id),
  unique (org_id, comparison_id, position),
  foreign key (org_id, comparison_id) references version_comparisons on delete cascade,
  check ((old_start is null) = (change = 'added') and (new_start is null) = (change = 'removed')),
  check ((old_words is null) = (old_start is null) and (new_words is null) = (new_start is null)),
  check (old_end > old_start and new_end > new_start)
);
