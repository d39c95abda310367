<?php

declare(strict_types=1);

use PHPUnit\Framework\TestCase;

/** What PHPUnit is asked to run. Some of it goes wrong on purpose. */
final class ShopTest extends TestCase
{
    public function testAdds(): void
    {
        $this->assertSame(5, 2 + 3);
    }

    public function testTaxes(): void
    {
        $this->assertSame("1.21 <b>&amp;</b> ]]> \x1b[31m 🧾 \x00 \xff", '1.2');
    }

    public function testThrows(): void
    {
        throw new RuntimeException('no shop here');
    }

    public function testSlow(): void
    {
        $this->markTestSkipped('is slow & <old>');
    }

    public function testLater(): void
    {
        $this->markTestIncomplete('ships to the moon');
    }

    public function testSaysNothing(): void
    {
    }

    public function testWarns(): void
    {
        throw new PHPUnit\Framework\Warning('is this a test?');
    }

    /** @dataProvider names */
    public function testNames(string $name, bool $good): void
    {
        $this->assertTrue($good);
    }

    public function names(): array
    {
        return ['<two> & "three"' => ['a', true], '🧾 é' => ['b', false], ['c', true]];
    }
}
