# Trims the name.
use strict;
use warnings;
use HTTP::Tiny;
use JSON::PP;

local $/;
my $connection = decode_json(<STDIN>);
$connection->{name} =~ s/^\s+|\s+$//g;
my $response = HTTP::Tiny->new(timeout => 20)->post("$ENV{GRAPH_URL}/v1.0/external/connections", {
    headers => {
        'Authorization' => "Bearer $ENV{GRAPH_ACCESS_TOKEN}",
        'Content-Type'  => 'application/json',
    },
    content => encode_json($connection),
});
die "Graph returned $response->{status}: $response->{content}\n" if $response->{status} != 201;
