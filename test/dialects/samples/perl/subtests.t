# Tests in tests. Some of it goes wrong on purpose.
use strict;
use warnings;
use Test::More;

subtest 'inner' => sub {
    plan tests => 2;
    ok(1, 'twice');
    ok(1, 'twice');
};
subtest 'other' => sub {
    ok(1, 'passes');
    ok(0, 'fails');
    done_testing;
};
subtest 'closed' => sub { plan skip_all => 'for the winter' };
ok(1);
done_testing;
