-- compatible
-- People and how they sign in. Accounts are not of one organization, so these tables carry no org_id; the identity
-- role alone reads and writes them, and the app role sees the four public columns of fellow members.

create table users (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 200),
  email text not null unique check (email = lower(email) and char_length(email) <= 254),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  disabled_at timestamptz,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table user_profiles (
  user_id uuid primary key references users (id) on delete cascade,
  timezone text not null default 'UTC',
  locale text not null default 'en-US',
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  notification_preferences jsonb not null default '{}' check (jsonb_typeof(notification_preferences) = 'object'),
  ui_preferences jsonb not null default '{}' check (jsonb_typeof(ui_preferences) = 'object'),
  updated_at timestamptz not null default now(),
  check (octet_length(notification_preferences::text) + octet_length(ui_preferences::text) <= 65536)
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- one row per way of signing in; provider_id 'credential' holds the Argon2id hash
create table accounts (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_user on accounts (user_id);

-- one-time tokens; the identifier is a hash, so that reading this table gives nobody a link
create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);
create index verifications_expiry on verifications (expires_at);

create table two_factors (
  id uuid primary key,
  user_id uuid not null unique references users (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

-- sign-ins that have not succeeded yet, counted per person
create table sign_in_attempts (
  user_id uuid primary key references users (id) on delete cascade,
  failures integer not null check (failures > 0),
  window_ends_at timestamptz not null
);

-- requests per client and kind, used where several processes share one limit; the key is a keyed hash of the address
create table rate_limits (
  key text primary key,
  requests integer not null check (requests > 0),
  window_ends_at timestamptz not null
);
create index rate_limits_expiry on rate_limits (window_ends_at);

alter table users enable row level security;
alter table users force row level security;
create policy users_identity on users to throughline_identity using (true) with check (true);
alter table user_profiles enable row level security;
alter table user_profiles force row level security;
create policy user_profiles_identity on user_profiles to throughline_identity using (true) with check (true);
alter table sessions enable row level security;
alter table sessions force row level security;
create policy sessions_identity on sessions to throughline_identity using (true) with check (true);
alter table accounts enable row level security;
alter table accounts force row level security;
create policy accounts_identity on accounts to throughline_identity using (true) with check (true);
alter table verifications enable row level security;
alter table verifications force row level security;
create policy verifications_identity on verifications to throughline_identity using (true) with check (true);
alter table two_factors enable row level security;
alter table two_factors force row level security;
create policy two_factors_identity on two_factors to throughline_identity using (true) with check (true);
alter table sign_in_attempts enable row level security;
alter table sign_in_attempts force row level security;
create policy sign_in_attempts_identity on sign_in_attempts to throughline_identity using (true) with check (true);
alter table rate_limits enable row level security;
alter table rate_limits force row level security;
create policy rate_limits_identity on rate_limits to throughline_identity using (true) with check (true);

grant select, insert, update, delete
  on users, user_profiles, sessions, accounts, verifications, two_factors, sign_in_attempts, rate_limits
  to throughline_identity;
grant select (id, name, email, image) on users to throughline_app;
