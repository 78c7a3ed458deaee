-- compatible
create function risk_level(level text) returns integer language sql immutable strict as $$
  select array_position(array['very_low', 'low', 'medium', 'high', 'very_high'], level)
$$;

create table risks (
  org_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null check (length(title) between 1 and 500),
  description text,
  category text,
  risk_type text not null default 'threat' check (risk_type in ('threat', 'opportunity')),
  probability text not null check (risk_level(probability) is not null),
  impact text not null check (risk_level(impact) is not null),
  score integer not null generated always as (risk_level(probability) * risk_level(impact)) stored,
  residual_probability text check (residual_probability is null or risk_level(residual_probability) is not null),
  residual_impact text check (residual_impact is null or risk_level(residual_impact) is not null),
  residual_score integer generated always as (risk_level(residual_probability) * risk_level(residual_impact)) stored,
  loss_low numeric(18, 2) check (loss_low >= 0),
  loss_high numeric(18, 2),
  currency text check (currency ~ '^[A-Z]{3}$'),
  mitigation text,
  contingency text,
  owner_id uuid references users,
  state text not null default 'open' check (state in ('open', 'mitigating', 'accepted', 'closed')),
  outcome text check (outcome in ('occurred', 'avoided', 'expired')),
  identified_on date,
  target_closure_on date,
  closed_on date,
  primary key (org_id, id),
  foreign key (org_id, id) references entities,
  constraint risks_residual_whole check ((residual_probability is null) = (residual_impact is null)),
  constraint risks_loss_whole check ((loss_low is null) = (loss_high is null)),
  constraint risks_loss_range check (loss_high >= loss_low),
  constraint risks_loss_currency check (loss_low is null or currency is not null),
  check ((state = 'closed') = (outcome is not null))
);
create index risks_by_score on risks (org_id, project_id, score desc nulls last, id);
create index risks_by_owner on risks (org_id, owner_id) where owner_id is not null;
