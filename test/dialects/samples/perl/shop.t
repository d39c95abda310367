# What prove is asked to run. Some of it goes wrong on purpose.
use strict;
use warnings;
use utf8;
use Test::More;

binmode(Test::More->builder->$_, ':encoding(UTF-8)') for qw(output failure_output todo_output);

is(2 + 3, 5, 'adds <two> & "three" # 1');
is(1.2, 1.21, 'taxes 🧾 with é');
SKIP: {
    skip 'is slow', 2;
}
TODO: {
    local $TODO = 'next year';
    ok(0, 'fails, but that is known');
    ok(1, 'ships to the moon');
}
ok(1);
ok(0, '');
done_testing;
