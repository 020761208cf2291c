-- Households kept on a caller's device for a time without a network: claims like any other, with a number of their own and a longer lease.
-- 0 is the household at hand.
alter table worklist_household add column claim_slot smallint not null default 0;
drop index worklist_one_claim_a_caller;
-- A caller holds one household at a time, and keeps at most one in each place of the reserve: nobody picks by taking many and leaving some.
create unique index worklist_one_claim_a_caller on worklist_household (district_id, claimed_by, claim_slot) where state = 'claimed';
