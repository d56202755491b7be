-- Tokens that people and their programs bring. Of a token's text there is only its SHA-256. Runs unchanged on H2 2.4 and PostgreSQL 15+.
create table api_token (
    id uuid primary key,
    owner varchar(100) not null,
    label varchar(200) not null,
    role varchar(20) not null,
    hash varchar(64) not null,
    created_at timestamp with time zone not null,
    created_by varchar(100) not null,
    -- null: it does not end by itself
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    idempotency_key varchar(200),
    constraint api_token_hash unique (hash),
    constraint api_token_idempotency_key unique (created_by, idempotency_key)
);
create index api_token_owner on api_token (owner);
